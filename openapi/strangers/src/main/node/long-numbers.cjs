// JSON.parse rounds a number above 2^53, such as a taskId. Here it becomes a text, which the
// contract allows, and keeps its digits.
const parse = JSON.parse;
const asText = (member, name, digits) =>
  Number.isSafeInteger(Number(digits)) ? member : `${name}"${digits}"`;
JSON.parse = (text, ...more) =>
  parse(typeof text === 'string' ? text.replace(/("\w+":\s*)(\d+)\b/g, asText) : text, ...more);
