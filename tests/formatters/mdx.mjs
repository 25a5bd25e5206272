// Compiles the files given as arguments as MDX; prints what it refuses as JSON: {file: message}.
import fs from "node:fs";
import { compile } from "@mdx-js/mdx";

const found = {};
for (const path of process.argv.slice(2)) {
  // A site takes the front matter off before.
  const text = fs.readFileSync(path, "utf8").replace(/^---\n[^]*?\n---\n/, "");
  try {
    await compile(text, { format: "mdx" });
  } catch (error) {
    found[path] = `${error.line}: ${error.reason ?? error.message}`;
  }
}
console.log(JSON.stringify(found, null, 1));
