#!/usr/bin/env node
import { runCommand } from '../dist/cli/main.js'

process.exitCode = await runCommand(process.argv.slice(2), process.env)
