//! `rows FOLDER`: the runner's columns from standard input, as `rows.bin` and `names.json` in the folder.

use std::io::Read as _;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name a folder")?);
    let mut columns = String::new();
    std::io::stdin().read_to_string(&mut columns)?;
    let (bytes, names) = peers_bench::snapshot(&columns)?;
    std::fs::write(folder.join("rows.bin"), bytes)?;
    std::fs::write(folder.join("names.json"), names)?;
    Ok(())
}
