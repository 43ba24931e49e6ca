//! A row's fields, and what they have to be.

use catalog::money::{Currency, Period};
use normalise::StatedPay;
use serde::Deserialize;
use serde_json::Value;

use super::{Bad, Imported, Row};
use crate::key;
use crate::posting::Posting;
use crate::source::readable;

/// The fields as written. Fields of other names are ignored.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    pub source: Option<String>,
    pub board: Option<String>,
    /// A text, or a whole number.
    pub id: Value,
    pub company: Option<String>,
    pub title: Option<String>,
    pub location: Option<String>,
    pub description_html: Option<String>,
    pub description_text: Option<String>,
    pub url: Option<String>,
    pub published: Option<String>,
    pub workplace: Option<String>,
    pub employment: Option<String>,
    pub salary: Option<Salary>,
    pub department: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Salary {
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub currency: Option<String>,
    pub period: Option<String>,
}

impl Record {
    /// The row that these fields make.
    pub fn row(self, line: u64) -> Row {
        match self.imported(line) {
            Ok(imported) => Row::Posting(Box::new(imported)),
            Err(why) => Row::Bad(Bad { line, why }),
        }
    }

    fn imported(self, line: u64) -> Result<Imported, String> {
        let source = said(self.source).unwrap_or_else(|| "import".to_owned());
        let board = key::board(&source, &said(self.board).unwrap_or_default())?;
        let id = match self.id {
            Value::String(id) => said(Some(id)),
            Value::Number(id) if !id.is_f64() => Some(id.to_string()),
            Value::Null => None,
            _ => return Err("its id is neither a text nor a whole number".to_owned()),
        };
        let id = id.ok_or("it has no id")?;
        if id.len() > 500 || id.chars().any(char::is_control) {
            return Err("its id is longer than 500 bytes or has control characters".to_owned());
        }
        let html = match (said(self.description_html), said(self.description_text)) {
            (Some(html), _) => html,
            (None, Some(text)) => paragraphs(&text),
            (None, None) => String::new(),
        };
        let posting = Posting {
            id,
            title: said(self.title).unwrap_or_default(),
            company: Some(said(self.company).ok_or("it has no company")?),
            url: said(self.url).map(web).transpose()?.unwrap_or_default(),
            locations: said(self.location).into_iter().collect(),
            department: said(self.department).unwrap_or_default(),
            html,
            workplace: said(self.workplace),
            employment: said(self.employment),
            pay: self.salary.map(Salary::stated).transpose()?.flatten().into_iter().collect(),
            published: said(self.published).map(|text| time(&text)).transpose()?,
            ..Posting::default()
        };
        let posting = readable(posting).map_err(|refused| refused.why)?;
        Ok(Imported { line, source, board, posting })
    }
}

impl Salary {
    /// `None` where all of it is empty.
    fn stated(self) -> Result<Option<StatedPay>, String> {
        let (currency, period) = (said(self.currency), said(self.period));
        let (min, max) = (self.min, self.max);
        if (min, max, &currency, &period) == (None, None, &None, &None) {
            return Ok(None);
        }
        let is_amount = |amount: f64| amount.is_finite() && amount > 0.0;
        if min.or(max).is_none() || ![min, max].into_iter().flatten().all(is_amount) {
            return Err("its salary has no amounts above zero".to_owned());
        }
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            return Err("its salary's upper end is below the lower one".to_owned());
        }
        let currency =
            currency.as_deref().and_then(Currency::parse).ok_or("its salary has no currency such as EUR")?;
        let period = period
            .as_deref()
            .and_then(Period::from_slug)
            .ok_or("its salary's period is not year, month, week, day or hour")?;
        Ok(Some(StatedPay {
            min,
            max,
            currency: currency.code().to_owned(),
            period: format!("1 {}", period.slug()),
            title: String::new(),
            is_base: true,
        }))
    }
}

/// The text without white space around it; `None` where nothing is left.
fn said(text: Option<String>) -> Option<String> {
    text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty())
}

fn web(url: String) -> Result<String, String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    if is_web { Ok(url) } else { Err("its url does not begin with http:// or https://".to_owned()) }
}

/// Unix seconds of an ISO 8601 time with its offset, or of a day.
fn time(text: &str) -> Result<i64, String> {
    let midnight = || text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
    let time = text.parse::<jiff::Timestamp>().ok().or_else(|| midnight().map(|z| z.timestamp()));
    time.map(jiff::Timestamp::as_second)
        .ok_or_else(|| "its published is no time such as 2026-11-01T00:00:00Z or 2026-11-01".to_owned())
}

/// Plain text as HTML, a paragraph a line.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("<p>{}</p>", normalise::text::escape(line))).collect()
}
