// node-postgres: every type as text and as binary, rows, thresholds.
const assert = require("assert");
const { Client } = require("pg");

async function main() {
	const client = new Client(); // settings from PGHOST and the other variables
	await client.connect();
	const rows = async (text, values) => (await client.query({ text, values, rowMode: "array" })).rows;

	// node-postgres would read any binary column as UTF-8, so the type's own send function
	// returns its bytes as bytea.  A Buffer is written as binary.
	for (const [form, read] of [["text", "value"], ["binary", "%s_send(value)"]]) {
		for (const [name] of await rows("SELECT type FROM sepms_type ORDER BY type")) {
			const query = `SELECT id, ${read.replace("%s", name)}, value::text FROM given.${name}`;
			for (const [id, value, text] of await rows(query)) {
				if (form === "text") assert.strictEqual(value, text);
				else assert(value === null || Buffer.isBuffer(value));
				await rows(`INSERT INTO written.${name} VALUES ($1, $2)`, [id, value]);
			}
		}
		await rows("SELECT check_written('node-postgres', $1)", [form]);
	}

	assert.deepStrictEqual((await rows("SELECT * FROM curve"))[0].slice(0, 4), [30, "4", "1", 0.75]); // bigint is text
	const day = (text) => new Date(`${text}T00:00:00`); // in local time
	assert.deepStrictEqual(await rows("SELECT * FROM event"), [
		[1, "CDW", "RAW", day("2020-06-01"), 3.5, [day("2020-12-01"), day("2020-12-01")], [null, null], false],
		[2, "CDI", null, day("2021-12-01"), 2, [day("2022-06-01"), day("2022-06-01")], [null, null], true],
	]);
	assert.deepStrictEqual((await rows("SELECT * FROM component"))[0], ["relapse", "81", "81", "81"]);

	for (const threshold of [6, 6.0, "6.0"])
		assert.deepStrictEqual(await rows("SELECT count(*) FROM given.edss WHERE value >= $1", [threshold]), [["9"]]);
	// A number is sent without a type, so it is read as an EDSS here: a number that is not one needs a cast.
	await assert.rejects(rows("SELECT count(*) FROM given.edss WHERE value > $1", [3.2]), { code: "22P02" });
	assert.deepStrictEqual(await rows("SELECT count(*) FROM given.edss WHERE value > $1::float8", [3.2]), [["14"]]);
	await client.end();
}

main().catch((error) => {
	console.error(error);
	process.exit(1);
});
