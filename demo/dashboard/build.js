// Builds the site into dist.  It connects only to the database.
//
//	node build.js
//	DASHBOARD_FOR=team node build.js	that of the treating team, into dist-team
import {spawnSync} from "node:child_process";
import {mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {dirname, join, sep} from "node:path";
import {output as dist} from "./pages.js";

const cache = "src/.observablehq";

// Framework's client can import these libraries.  No page here does, but the build
// asks a registry for their latest version unless it has one in its cache.
const unused = ["@observablehq/plot", "@observablehq/sample-datasets", "apache-arrow", "arquero", "d3", "d3-dsv", "echarts", "htl", "leaflet",
	"lodash", "mapbox-gl", "parquet-wasm", "react", "react-dom", "topojson-client"];

// Adds what Framework leaves out of a page: its language, and permission to zoom.
function finish(file, lang) {
	let page = readFileSync(file, "utf8");
	for (const [from, to] of [["<html>", `<html lang="${lang}">`], [", maximum-scale=1", ""]]) {
		if (!page.includes(from)) throw new Error(`${file} has no ${from}`);
		page = page.replace(from, to);
	}
	writeFileSync(file, page);
}

rmSync(cache, {recursive: true, force: true}); // it would show old results
rmSync(dist, {recursive: true, force: true});
for (const name of unused) mkdirSync(join(cache, "cache/_npm", `${name}@0.0.0`), {recursive: true});

const observable = "node_modules/@observablehq/framework/dist/bin/observable.js";
const {status, error} = spawnSync(process.execPath, [observable, "build"], {
	stdio: "inherit",
	env: {...process.env, OBSERVABLE_TELEMETRY_DISABLE: "true"}
});
if (error) throw error;
if (status !== 0) process.exit(status ?? 1);

for (const name of readdirSync(dist, {recursive: true})) {
	if (name.endsWith(".html")) finish(join(dist, name), dirname(name).split(sep)[0] === "fr" ? "fr" : "en");
}
