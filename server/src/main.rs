//! The `codedeck` binary: see the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::main()
}
