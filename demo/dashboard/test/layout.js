// Can a page be read: in each language, on a screen and on a telephone, on paper,
// and without a script?  Each function says what is wrong, in a list.

// No word of a drawing is cut, by its own edge or by the page's.
export const cutWords = () => [...document.querySelectorAll(".plot svg[role=img]")].flatMap((svg) => {
	const plot = svg.closest(".plot").getBoundingClientRect();
	return [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim() && !text.closest("[aria-hidden]")).flatMap((text) => {
		const {left, right, top, bottom} = text.getBoundingClientRect();
		return left < plot.left - 1 || right > plot.right + 1 || top < plot.top - 1 || bottom > plot.bottom + 1
			? [`'${text.textContent}' is cut in ${svg.closest("section").id}`] : [];
	});
});

// A caption ends above the head of its table, and a table shows all its rows.
export const cutTables = () => [...document.querySelectorAll(".scroll:not(.hidden)")].flatMap((scroll) => {
	const name = scroll.getAttribute("aria-label");
	const words = scroll.querySelector("caption span").getBoundingClientRect();
	const head = scroll.querySelector("thead").getBoundingClientRect();
	return [
		...(words.bottom > head.top + 0.5 || words.right > innerWidth ? [`the caption '${name}' is cut`] : []),
		...(scroll.scrollHeight > scroll.clientHeight + 1 && scroll.clientHeight > 0 ? [`the table '${name}' has rows that are not seen`] : [])
	];
});

// Without scrolling the reader sees a rate and its limits.
export const limitsOutside = () => [...document.querySelectorAll(".scroll:not(.hidden)")].flatMap((scroll) => {
	const limits = [...scroll.querySelectorAll("th")].filter((th) => /^(95 % limits|IC à 95\s%)$/.test(th.textContent));
	return limits.filter((th) => th.getBoundingClientRect().right > innerWidth).map(() => `no limits to be seen in '${scroll.getAttribute("aria-label")}'`);
});

// On paper nothing is outside.
export const outsidePaper = () => [...document.querySelectorAll("table")].filter((table) => !table.closest(".hidden"))
	.filter((table) => table.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
	.map((table) => `the table '${table.caption.textContent}' is wider than the paper`);

// Under each year of a curve's axis is who is at risk then, and in the order of the lines.
export const riskAstray = () => ["first-relapse", "first-cdw", "first-pira"].flatMap((id) => {
	const section = document.getElementById(id);
	const table = section?.querySelector(".drawn table");
	if (!table) return [];
	const words = [...section.querySelectorAll("svg[role=img] text")].filter((text) => !text.querySelector("text") && text.textContent)
		.map((text) => ({said: text.textContent, box: text.getBoundingClientRect()}));
	const middle = ({left, right}) => (left + right) / 2;
	return [...table.tHead.rows[0].cells].slice(1).flatMap(({textContent}, i) => {
		const year = textContent.split(" ")[0];
		const ticks = words.filter(({said}) => said === year);
		const tick = ticks.sort((a, b) => b.box.top - a.box.top)[0]; // the axis of years is below that of percent
		if (!tick) return [`${id} has no year ${year} on its axis`];
		const under = words.filter(({box}) => box.top > tick.box.bottom && Math.abs(middle(box) - middle(tick.box)) < 1.5)
			.sort((a, b) => a.box.top - b.box.top).map(({said}) => said);
		const wanted = [...table.tBodies[0].rows].map((row) => row.cells[i + 1].textContent);
		return String(under) === String(wanted) ? [] : [`${id}: under year ${year} is ${under}, not ${wanted}`];
	});
});

// No words lie upon each other among those at risk.
export const riskOverlaps = () => [...document.querySelectorAll("#first-relapse svg[role=img], #first-cdw svg[role=img], #first-pira svg[role=img]")]
	.flatMap((svg) => {
		const boxes = [...svg.querySelectorAll("text")].filter((text) => text.textContent)
			.map((text) => ({said: text.textContent, box: text.getBoundingClientRect()}));
		const axis = Math.max(...boxes.filter(({said}) => said === "1").map(({box}) => box.bottom));
		const low = boxes.filter(({box}) => box.top > axis);
		return low.flatMap((a, i) => low.slice(i + 1).filter((b) => a.box.left < b.box.right && b.box.left < a.box.right
			&& a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3).map((b) => `'${a.said}' lies upon '${b.said}'`));
	});
