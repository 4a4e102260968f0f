// Serves a folder of files on the loopback interface, and prints the address.
//
//	node serve.js DIST [PORT]		a free port by default
import {createReadStream, statSync} from "node:fs";
import {createServer} from "node:http";
import {extname, join, resolve, sep} from "node:path";

const types = {
	".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8"
};
const root = resolve(process.argv[2]);

// The file of a path, if the folder has it.
function find(url) {
	try {
		const path = decodeURIComponent(new URL(url, "http://127.0.0.1").pathname);
		const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
		return file.startsWith(root + sep) && statSync(file).isFile() ? file : null;
	} catch {
		return null;
	}
}

const server = createServer(({method, url}, response) => {
	const file = method === "GET" || method === "HEAD" ? find(url) : null;
	if (!file) return response.writeHead(404, {"Content-Type": "text/plain"}).end("not found\n");
	response.writeHead(200, {
		"Content-Type": types[extname(file)] ?? "application/octet-stream",
		"Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
		"X-Content-Type-Options": "nosniff"
	});
	if (method === "HEAD") return response.end();
	createReadStream(file).pipe(response);
});
server.on("error", ({message}) => {
	console.error(message);
	process.exitCode = 1;
});
server.listen(Number(process.argv[3] ?? 0), "127.0.0.1", () => {
	console.log(`http://127.0.0.1:${server.address().port}/`);
});
