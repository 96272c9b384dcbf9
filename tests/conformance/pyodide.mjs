// Run reference.py without a python3.13: in the CPython 3.13 of the npm package pyodide, which is WebAssembly.
//
//     node pyodide.mjs FOLDER --probe                            status 0 where the package there is a CPython 3.13
//     node pyodide.mjs FOLDER REFERENCE.py [OPTIONS] PROGRAM…    as python3.13 REFERENCE.py [OPTIONS] PROGRAM…
//
// FOLDER is that of the package. The options are reference.py's. Each program gets an interpreter of its own, in a
// thread of its own, so that one that never ends can be stopped. An interpreter sees no file but the program.
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker, isMainThread, workerData } from 'node:worker_threads';

const LONGEST_RUN = 120;                // real seconds, as in reference.py
const STOPPED = 256;                    // the status of a program that did not come to an end
const WITH_VALUE = ['--set', '--seed', '--limit', '--output', '--into'];
const BUFFER_BYTES = 1 << 16;

// ---- one program ----

// A stream of the interpreter, written to a file of ours.
class Stream {
  constructor(descriptor) {
    this.descriptor = descriptor;
    this.pieces = [];
    this.size = 0;
  }

  write(bytes) {
    this.pieces.push(bytes.slice());
    this.size += bytes.length;
    if (this.size >= BUFFER_BYTES) this.flush();
    return bytes.length;
  }

  flush() {
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [];
    this.size = 0;
    for (let at = 0; at < bytes.length;) at += this.writeSome(bytes, at);
  }

  // A pipe that is full for the moment says EAGAIN.
  writeSome(bytes, at) {
    try {
      return fs.writeSync(this.descriptor, bytes, at);
    } catch (error) {
      if (error.code === 'EAGAIN') return 0;
      throw error;
    }
  }
}

async function runProgram({ folder, reference, options, program, target }) {
  const { loadPyodide } = await import(pathToFileURL(path.join(folder, 'pyodide.mjs')));
  const place = '/program/' + path.basename(program);
  const python = await loadPyodide({
    args: ['/reference.py', ...options, '--', place],
    env: { PYTHONINSPECT: '', TZ: 'UTC' },
  });
  const output = new Stream(target ? fs.openSync(target, 'w') : 1);
  const errors = new Stream(2);
  python.setStdout(output);
  python.setStderr(errors);
  python.FS.writeFile('/reference.py', fs.readFileSync(reference));
  python.FS.mkdir('/program');
  python.FS.writeFile(place, fs.readFileSync(program));
  let status;
  try {
    status = python._module._Py_RunMain() & 0xFF;
  } catch (error) {
    status = error.status;              // of os._exit
    if (status === undefined) {
      errors.write(Buffer.from(`reference: ${error.message}\n`));
      status = STOPPED;
    }
  }
  output.flush();
  errors.flush();
  process.exit(status);
}

// ---- all of them ----

function targetOf(program, { output, into }) {
  return output ?? (into && path.join(into, path.basename(program, '.py') + '.out'));
}

function runInThread(work) {
  return new Promise((resolve) => {
    const thread = new Worker(fileURLToPath(import.meta.url), { workerData: work });
    const alarm = setTimeout(() => { resolve(STOPPED); thread.terminate(); }, LONGEST_RUN * 1000);
    thread.on('error', (error) => { fs.writeSync(2, `reference: ${error.message}\n`); });
    thread.on('exit', (status) => { clearTimeout(alarm); resolve(status); });
  });
}

// Options, programs, and where their traces go.
function readWords(words) {
  const read = { options: [], programs: [], places: {} };
  for (let onlyPrograms = false; words.length;) {
    let word = words.shift();
    if (onlyPrograms || !word.startsWith('-')) {
      read.programs.push(word);
    } else if (word === '--') {
      onlyPrograms = true;
    } else {
      if (WITH_VALUE.includes(word)) word += '=' + words.shift();
      const place = /^--(output|into)=(.*)$/s.exec(word);
      if (place) read.places[place[1]] = place[2];
      else read.options.push(word);
    }
  }
  return read;
}

function isPython313(folder) {
  const lock = JSON.parse(fs.readFileSync(path.join(folder, 'pyodide-lock.json')));
  return lock.info.python.startsWith('3.13.') && fs.existsSync(path.join(folder, 'pyodide.mjs'));
}

async function main([folder, reference, ...words]) {
  folder = path.resolve(folder);
  if (reference === '--probe') return isPython313(folder) ? 0 : 1;
  const { options, programs, places } = readWords(words);
  let status = 0;
  for (const program of programs)
    status = await runInThread({ folder, reference, options, program, target: targetOf(program, places) });
  return status;
}

if (isMainThread) {
  try {
    const status = await main(process.argv.slice(2));
    if (status === STOPPED) process.kill(process.pid, 'SIGALRM');   // as reference.py's alarm ends it
    process.exitCode = status;
  } catch (error) {
    fs.writeSync(2, `reference: ${error.message}\n`);
    process.exitCode = 2;
  }
} else {
  await runProgram(workerData);
}
