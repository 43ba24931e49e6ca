//! A query as one statement. Its rows are four numbers: part, class, value, count.

use std::fmt::Write as _;

use crate::table::{BUCKETS, PAY, SINGLE, Sort, Wanted};

/// How the parts find their rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Rows that miss at most one filter are kept, and each part reads these.
    Kept,
    /// Each part searches the table; a lifted facet is a part.
    Apart,
}

/// What a row of the answer counts.
#[derive(Clone, Copy)]
pub enum Part {
    /// Rows of a mix, by class.
    Mix,
    /// Rows of a city, by class.
    City,
    /// Matching rows with a skill.
    Skills,
    /// The list: the value is an id, the count its place.
    Rows,
    /// Rows of a value of a facet whose own selection is lifted; the class is the filter.
    Lifted,
}

/// Columns of the filters, in the table's order.
const COLUMNS: [&str; SINGLE] = ["category", "level", "country", "city", "workplace"];

/// A parameter.
pub enum Value {
    Number(i32),
    Small(i16),
    Smalls(Vec<i16>),
    Text(String),
}

/// Text and parameters.
pub struct Statement {
    pub sql: String,
    pub values: Vec<Value>,
}

impl Part {
    /// The part with that number.
    pub fn of(number: i32) -> Option<Part> {
        [Part::Mix, Part::City, Part::Skills, Part::Rows, Part::Lifted].get(number as usize).copied()
    }
}

/// Conditions of a query.
struct Conditions {
    /// Of words, skills and age.
    base: Vec<String>,
    /// Of filters, with their numbers.
    filters: Vec<(usize, String)>,
    /// The words' parameter.
    words: Option<String>,
}

impl Statement {
    /// The query in that form.
    pub fn new(wanted: &Wanted, form: Form) -> Statement {
        let mut values = vec![];
        let conditions = Conditions::new(wanted, &mut values);
        let order = match (wanted.sort, &conditions.words) {
            (Sort::Salary, _) => "pay DESC, id".to_owned(),
            (Sort::Relevance, Some(words)) => format!("ts_rank(words, {words}) DESC, day, id"),
            _ => "day, id".to_owned(),
        };
        let part = format!("ORDER BY {order} LIMIT {} OFFSET {}", wanted.limit, wanted.offset);
        let sql = match form {
            _ if wanted.is_everything() => listed("jobs", &part),
            Form::Kept => kept(&conditions, wanted, &part),
            Form::Apart => apart(&conditions, &part),
        };
        Statement { sql, values }
    }
}

impl Conditions {
    fn new(wanted: &Wanted, values: &mut Vec<Value>) -> Conditions {
        let smalls = |list: &[u16]| Value::Smalls(list.iter().map(|&v| v as i16).collect());
        let mut bind = |value| {
            values.push(value);
            format!("${}", values.len())
        };
        let (mut base, mut filters, mut words) = (vec![], vec![], None);
        if let Some((last, whole)) = wanted.words.split_last() {
            let whole = whole.iter().fold(String::new(), |text, word| format!("{text}'{word}' & "));
            let parameter = format!("{}::tsquery", bind(Value::Text(format!("{whole}'{last}':*"))));
            base.push(format!("words @@ {parameter}"));
            words = Some(parameter);
        }
        if !wanted.skills.is_empty() {
            base.push(format!("skills @> {}", bind(smalls(&wanted.skills))));
        }
        if let Some(days) = wanted.within {
            base.push(format!("day <= {}", bind(Value::Small(days as i16))));
        }
        for (filter, list) in wanted.lists.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
            filters.push((filter, format!("{} = ANY ({})", COLUMNS[filter], bind(smalls(list)))));
        }
        if let Some(least) = wanted.pay {
            filters.push((PAY, format!("pay >= {}", bind(Value::Number(least.max(1) as i32)))));
        }
        Conditions { base, filters, words }
    }

    /// All of them, but that of one filter.
    fn but(&self, lifted: Option<usize>) -> String {
        let filters = self.filters.iter().filter(|(filter, _)| Some(*filter) != lifted).map(|(_, text)| text);
        all(self.base.iter().chain(filters))
    }
}

fn all<'a>(conditions: impl Iterator<Item = &'a String>) -> String {
    conditions.enumerate().fold(String::new(), |mut text, (i, condition)| {
        let word = if i == 0 { "WHERE" } else { " AND" };
        _ = write!(text, "{word} {condition}");
        text
    })
}

/// The list's part of those rows.
fn listed(rows: &str, part: &str) -> String {
    format!("SELECT 3, 0, id, row_number() OVER () FROM (SELECT id FROM {rows} {part}) listed")
}

fn kept(conditions: &Conditions, wanted: &Wanted, part: &str) -> String {
    let filters = &conditions.filters;
    let mut base = conditions.base.clone();
    let sum = |each: &dyn Fn(usize, &String) -> String| {
        let parts: Vec<String> = filters.iter().map(|(filter, text)| each(*filter, text)).collect();
        parts.join(" + ")
    };
    let class = if filters.is_empty() {
        "0".to_owned()
    } else {
        base.push(format!("{} <= 1", sum(&|_, text| format!("(NOT {text})::int"))));
        sum(&|filter, text| format!("(NOT {text})::int * {}", filter + 1))
    };
    let words = if wanted.sort == Sort::Relevance { ", words" } else { "" };
    format!(
        "WITH m AS MATERIALIZED (SELECT id, mix, city, pay, day, skills{words}, {class} AS class FROM jobs {})
        SELECT 0, class, mix::int, count(*) FROM m GROUP BY class, mix
        UNION ALL SELECT 1, class, city::int, count(*) FROM m GROUP BY class, city
        UNION ALL SELECT 2, 0, skill::int, count(*) FROM m, unnest(skills) skill WHERE class = 0 GROUP BY skill
        UNION ALL {}",
        all(base.iter()),
        listed("m WHERE class = 0", part)
    )
}

fn apart(conditions: &Conditions, part: &str) -> String {
    let matching = conditions.but(None);
    // An index alone counts skills, where it has all that is filtered.
    let by_age = conditions.filters.is_empty() && conditions.base.iter().all(|text| text.starts_with("day"));
    let skills = if by_age { "job_skills" } else { "jobs, unnest(skills) skill" };
    let mut sql = format!(
        "SELECT 0, 0, mix::int, count(*) FROM jobs {matching} GROUP BY mix
        UNION ALL SELECT 1, 0, city::int, count(*) FROM jobs {matching} GROUP BY city
        UNION ALL SELECT 2, 0, skill::int, count(*) FROM {skills} {matching} GROUP BY skill
        UNION ALL {}",
        listed(&format!("jobs {matching}"), part)
    );
    for &(filter, _) in &conditions.filters {
        let others = conditions.but(Some(filter));
        let lifted = if filter == PAY {
            // Rows without a salary are the first bucket.
            format!(
                "mix % {BUCKETS} - 1, count(*) FROM (SELECT mix FROM jobs {others}) paid WHERE mix % {BUCKETS} > 0 GROUP BY 3"
            )
        } else {
            format!("{0}::int, count(*) FROM jobs {others} GROUP BY {0}", COLUMNS[filter])
        };
        _ = write!(sql, " UNION ALL SELECT 4, {filter}, {lifted}");
    }
    sql
}
