#!/usr/bin/env node
import { processEffects } from "../effects/effects.ts";
import { runCli } from "./program.ts";

process.exitCode = await runCli(process.argv.slice(2), processEffects());
