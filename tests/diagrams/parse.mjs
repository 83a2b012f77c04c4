// Reads lines of JSON, {"language": "dot"|"mermaid"|"mermaid-states", "text": "..."}, and answers each with {"problem": "..."} or {}.
import { createInterface } from 'node:readline';
import { JSDOM } from 'jsdom';
import { Graphviz } from '@hpcc-js/wasm-graphviz';

// Mermaid cleans the texts of a diagram with the means of a browser.
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
const graphviz = await Graphviz.load();
const mermaidDiagrams = { 'mermaid': 'flowchart', 'mermaid-states': 'stateDiagram' };

async function problem({ language, text }) {
  try {
    if (language in mermaidDiagrams) {
      const { diagramType } = await mermaid.parse(text);
      return diagramType.startsWith(mermaidDiagrams[language]) ? null : `a ${diagramType}`;
    }
    return graphviz.dot(text, 'canon') ? null : 'no graph';
  } catch (error) {
    return String(error?.message ?? error).split('\n').join(' ');
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify({ problem: (await problem(JSON.parse(line))) ?? '' }));
}
