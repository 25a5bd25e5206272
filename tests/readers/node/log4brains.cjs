// What log4brains knows of a log, as JSON: node log4brains.cjs PACKAGES PROJECT
const { createRequire } = require("module");
const [packages, project] = process.argv.slice(2);
const { Log4brains } = createRequire(packages + "/")("@log4brains/core");

Log4brains.create(project)
  .searchAdrs()
  .then((found) => {
    const seen = found.map((one) => ({
      file: one.file.relativePath.split("/").pop(),
      title: one.title,
      status: one.status,
      date: one.publicationDate,
      by: one.supersededBy,
    }));
    console.log(JSON.stringify(seen));
  });
