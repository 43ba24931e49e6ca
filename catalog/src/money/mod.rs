//! What an amount of pay is, in which currency and period, and what it comes to in a year.

/// An ISO 4217 code, upper case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// US dollar: the currency in which a catalogue compares amounts.
    pub const USD: Currency = Currency(*b"USD");
    /// Euro: the default of pages.
    pub const EUR: Currency = Currency(*b"EUR");

    /// Three ASCII letters of any case.
    pub fn parse(code: &str) -> Option<Currency> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Currency(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code, for instance `EUR`.
    pub fn code(&self) -> &str {
        // Built from ASCII letters only.
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// The sign that people know (`€`, `$`, `£`), or the code.
    pub fn symbol(&self) -> &str {
        match &self.0 {
            b"EUR" => "€",
            b"USD" => "$",
            b"GBP" => "£",
            b"JPY" => "¥",
            b"INR" => "₹",
            b"CAD" => "C$",
            b"AUD" => "A$",
            b"BRL" => "R$",
            _ => self.code(),
        }
    }
}

/// What an amount is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Twelve months.
    Year,
    /// A twelfth of a year.
    Month,
    /// 52 a year.
    Week,
    /// 260 a year.
    Day,
    /// 2,080 a year.
    Hour,
}

impl Period {
    /// Every period, longest first.
    pub const ALL: [Period; 5] = [Period::Year, Period::Month, Period::Week, Period::Day, Period::Hour];

    /// How many of them a working year has: 2,080 hours, 260 days, 52 weeks, 12 months. The one set of
    /// constants, used for filtering, showing and statistics alike.
    pub const fn per_year(self) -> f64 {
        match self {
            Period::Year => 1.0,
            Period::Month => 12.0,
            Period::Week => 52.0,
            Period::Day => 260.0,
            Period::Hour => 2080.0,
        }
    }

    /// As written in records: `year`, `month`, `week`, `day`, `hour`.
    pub const fn slug(self) -> &'static str {
        match self {
            Period::Year => "year",
            Period::Month => "month",
            Period::Week => "week",
            Period::Day => "day",
            Period::Hour => "hour",
        }
    }

    /// The period of that slug.
    pub fn from_slug(slug: &str) -> Option<Period> {
        Period::ALL.into_iter().find(|p| p.slug() == slug)
    }
}

/// What a stated amount includes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Base salary.
    #[default]
    Base,
    /// Total compensation.
    Total,
    /// The posting does not say.
    Unclear,
}

/// A stated range of pay. At least one end is there, and `min ≤ max` where both are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pay {
    /// Lower end in `currency` per `period`; `None` for "up to".
    pub min: Option<f64>,
    /// Upper end; `None` for "from".
    pub max: Option<f64>,
    /// Of both ends.
    pub currency: Currency,
    /// Of both ends.
    pub period: Period,
    /// Base or total.
    pub basis: Basis,
}

impl Pay {
    /// The stated top: the upper end, else the lower, a year, in [`Pay::currency`].
    pub fn yearly_top(&self) -> f64 {
        self.max.or(self.min).unwrap_or(0.0) * self.period.per_year()
    }

    /// The stated bottom: the lower end, else the upper, a year, in [`Pay::currency`].
    pub fn yearly_bottom(&self) -> f64 {
        self.min.or(self.max).unwrap_or(0.0) * self.period.per_year()
    }

    /// The middle of the range, by which statistics count it, a year, in [`Pay::currency`]; the stated end, where there is
    /// one only.
    pub fn yearly_middle(&self) -> f64 {
        (self.yearly_bottom() + self.yearly_top()) / 2.0
    }
}

/// Dated exchange rates. A catalogue carries the table that it was built with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rates {
    /// The month or day of the rates, ISO 8601 (`2026-10`).
    pub date: String,
    /// Units of the currency for one US dollar, sorted by currency; USD itself is in it.
    pub per_usd: Vec<(Currency, f64)>,
}

impl Rates {
    /// Units of that currency for one US dollar.
    pub fn per_usd(&self, currency: Currency) -> Option<f64> {
        let at = self.per_usd.binary_search_by_key(&currency, |(c, _)| *c).ok()?;
        Some(self.per_usd[at].1)
    }

    /// An amount in whole US dollars, rounded; `None` without a rate. Monotone in `amount`: an amount
    /// compared with itself is never lost to rounding.
    pub fn to_usd(&self, amount: f64, currency: Currency) -> Option<u32> {
        let usd = (amount / self.per_usd(currency)?).round();
        // Out-of-range amounts saturate: `as` on floats does.
        usd.is_finite().then_some(usd as u32)
    }

    /// An amount of one currency in another; `None` without both rates.
    pub fn convert(&self, amount: f64, from: Currency, to: Currency) -> Option<f64> {
        if from == to {
            return Some(amount);
        }
        Some(amount / self.per_usd(from)? * self.per_usd(to)?)
    }
}
