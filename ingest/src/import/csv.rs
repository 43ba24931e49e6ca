//! Comma-separated values; the first line names the columns.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use csv::{ByteRecord, ReaderBuilder, Terminator};
use serde_json::Value;

use super::record::{Record, Salary};
use super::{Bad, LONGEST, Row};

/// The rows of such a file.
pub struct Csv<R> {
    reader: csv::Reader<Metered<R>>,
    left: Rc<Cell<usize>>,
    columns: Option<Vec<String>>,
    over: bool,
}

/// Columns that a file cannot be without.
const NEEDED: [&str; 3] = ["id", "company", "title"];

impl<R: BufRead> Csv<R> {
    pub fn new(input: R) -> Csv<R> {
        let left = Rc::new(Cell::new(LONGEST));
        let metered = Metered { input, left: left.clone() };
        // A return before the line's end is white space, and is trimmed as such: so that lines are counted in one way.
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .terminator(Terminator::Any(b'\n'))
            .from_reader(metered);
        Csv { reader, left, columns: None, over: false }
    }

    /// The next row that is not empty, with its line; `None` at the end.
    fn record(&mut self) -> io::Result<Option<(u64, ByteRecord)>> {
        let mut record = ByteRecord::new();
        loop {
            self.left.set(LONGEST);
            let from = self.reader.position().line();
            if !self.reader.read_byte_record(&mut record).map_err(io::Error::from)? {
                return Ok(None);
            }
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            // Empty lines before it were passed over.
            let ends = record.iter().flatten().filter(|b| **b == b'\n').count() as u64;
            let line = self.reader.position().line().saturating_sub(ends + 1).max(from);
            return Ok(Some((line, record)));
        }
    }

    /// Takes over the first line; what it lacks.
    fn name(&mut self, record: &ByteRecord) -> Option<String> {
        let name =
            |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_lowercase();
        let columns: Vec<String> = record.iter().map(name).collect();
        let missing = NEEDED.into_iter().find(|needed| !columns.iter().any(|c| c == needed));
        self.columns = Some(columns);
        missing.map(|column| format!("it names no column {column:?}: the first line has to name them"))
    }

    fn row(&self, line: u64, record: &ByteRecord) -> Row {
        let columns = self.columns.as_deref().unwrap_or_default();
        let bad = |why: String| Row::Bad(Bad { line, why });
        if record.len() != columns.len() {
            return bad(format!("it has {} cells, and there are {} columns", record.len(), columns.len()));
        }
        let mut fields = Record::default();
        let mut salary = Salary::default();
        for (column, cell) in columns.iter().zip(record) {
            let Ok(cell) = std::str::from_utf8(cell) else {
                return bad(format!("its {column} is not UTF-8"));
            };
            let text = Some(cell.to_owned()).filter(|c| !c.trim().is_empty());
            let number = || text.as_deref().map(|t| t.trim().parse::<f64>()).transpose();
            match column.as_str() {
                "source" => fields.source = text,
                "board" => fields.board = text,
                "id" => fields.id = text.map_or(Value::Null, Value::String),
                "company" => fields.company = text,
                "title" => fields.title = text,
                "location" => fields.location = text,
                "description_html" => fields.description_html = text,
                "description_text" => fields.description_text = text,
                "url" => fields.url = text,
                "published" => fields.published = text,
                "workplace" => fields.workplace = text,
                "employment" => fields.employment = text,
                "department" => fields.department = text,
                "salary_min" | "salary_max" => match number() {
                    Ok(amount) if column == "salary_min" => salary.min = amount,
                    Ok(amount) => salary.max = amount,
                    Err(_) => return bad(format!("its {column} is no plain number such as 90000")),
                },
                "salary_currency" => salary.currency = text,
                "salary_period" => salary.period = text,
                _ => {}
            }
        }
        fields.salary = Some(salary);
        fields.row(line)
    }
}

impl<R: BufRead> Iterator for Csv<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<io::Result<Row>> {
        while !self.over {
            let line = self.reader.position().line();
            match self.record() {
                Ok(None) => self.over = true,
                Ok(Some((line, record))) if self.columns.is_none() => {
                    if let Some(why) = self.name(&record) {
                        self.over = true;
                        return Some(Ok(Row::Bad(Bad { line, why })));
                    }
                }
                Ok(Some((line, record))) => return Some(Ok(self.row(line, &record))),
                Err(error) => {
                    self.over = true;
                    // Nobody knows where the next row begins.
                    let why = "it is longer than 4 MiB, so that a quotation mark may be missing: nothing after it is read";
                    let too_long = self.left.get() == 0;
                    return Some(if too_long {
                        Ok(Row::Bad(Bad { line, why: why.to_owned() }))
                    } else {
                        Err(error)
                    });
                }
            }
        }
        None
    }
}

/// Lets a row have only so many bytes.
struct Metered<R> {
    input: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(self.left.get());
        if most == 0 && !into.is_empty() {
            return Err(io::Error::other("a row is too long"));
        }
        let read = self.input.read(&mut into[..most])?;
        self.left.set(self.left.get() - read);
        Ok(read)
    }
}
