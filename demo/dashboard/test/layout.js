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

// On paper the colours of a key are printed.
export const paleKeys = () => [...document.querySelectorAll(".key .box")].filter((box) => getComputedStyle(box).printColorAdjust !== "exact")
	.map((box) => `the colour of '${box.parentNode.textContent}' is not printed`);

// On paper nothing is outside.
export const outsidePaper = () => [...document.querySelectorAll("table")].filter((table) => !table.closest(".hidden"))
	.filter((table) => table.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
	.map((table) => `the table '${table.caption.textContent}' is wider than the paper`);

// Under each year of a curve's axis is who is at risk then, and in the order of the lines.
export const riskAstray = () => ["first-relapse", "first-cdw", "first-pira", "weighted-curves"].flatMap((id) => {
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

// The words of a drawing are painted.
export const unseenWords = () => [...document.querySelectorAll(".plot svg[role=img] text")]
	.filter((text) => text.textContent.trim() && !text.querySelector("text") && getComputedStyle(text).fill === "none")
	.map((text) => `'${text.textContent}' is not painted in ${text.closest("section").id}`);

// In no drawing do words touch each other.  (Those that are turned are not looked at: their boxes are far larger.)
export const wordsOverlap = () => [...document.querySelectorAll(".plot svg[role=img]")].flatMap((svg) => {
	const boxes = [...svg.querySelectorAll("text")]
		.filter((text) => /[^\s*]/.test(text.textContent) && !text.closest("[aria-hidden], [transform*=rotate]"))
		.map((text) => ({said: text.textContent, box: text.getBoundingClientRect()}));
	return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.box.left < b.box.right + 3 && b.box.left < a.box.right + 3
		&& a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3)
		.map((b) => `'${a.said}' touches '${b.said}' in ${svg.closest("section").id}`));
});

// Where a value is hidden there is no bar.
export const hiddenBars = () => [...document.querySelectorAll(".plot svg[role=img]")].flatMap((svg) => {
	const bars = [...svg.querySelectorAll("rect")].map((rect) => rect.getBoundingClientRect()).filter(({width, height}) => width > 1 && height > 1);
	return [...svg.querySelectorAll("text")].filter((text) => /^\* (hidden|masqué)/.test(text.textContent) && !text.querySelector("text"))
		.map((text) => text.getBoundingClientRect())
		.filter((a) => bars.some((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))
		.map(() => `a bar where a value is hidden in ${svg.closest("section").id}`);
});

// The head of a table begins with a capital, and no word of it is broken at its hyphen, as in NEDA-3.
export const poorHeads = () => [...document.querySelectorAll(".scroll:not(.hidden) thead th")].flatMap((th) => {
	const words = th.textContent;
	const range = document.createRange();
	range.selectNodeContents(th);
	const rows = new Set([...range.getClientRects()].map(({top}) => Math.round(top))).size;
	const name = `'${words}' of '${th.closest("table").caption.textContent}'`;
	return [
		...(words[0] !== words[0].toUpperCase() ? [`${name} begins with a small letter`] : []),
		...(!words.includes(" ") && rows > 1 ? [`${name} is broken`] : [])
	];
});
