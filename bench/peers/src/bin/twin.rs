//! Writes the native answers to standard output: `twin FROM TO`.

use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let numbers: Vec<u32> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let [from, to] = numbers[..] else {
        eprintln!(
            "error: the numbers of the first catalogue and of the one after the last are wanted: twin 0 100"
        );
        return ExitCode::FAILURE;
    };
    let answers = peers_bench::twin(from, to);
    match answers.and_then(|bytes| std::io::stdout().write_all(&bytes).map_err(|e| e.to_string())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
