//! Words of pay in English, German, French, Spanish, Dutch, Polish and Portuguese, folded.

use std::sync::LazyLock;

use catalog::money::Period;

use crate::scan::Finder;

/// Currencies of which a unit is worth little.
pub const SMALL_UNITS: [&str; 14] =
    ["JPY", "KRW", "INR", "IDR", "VND", "HUF", "CLP", "COP", "NGN", "PKR", "LKR", "ARS", "PHP", "RUB"];

/// What an amount is that a text has one of these before.
pub const ANCHORS: &str = "salary|salaries|salaried|pay range|range for this role|ranges for this role|range for this position|pay scale|pay rate|pay scale|pay band|pay for|pay:|pay is|pay of|base pay|base rate|annual pay|starting pay|hourly pay|rate of pay|compensation|comp range|base range|posting range|hiring range|target range|range:|wage|income|earn between|earn from|you will be paid|hourly rate|day rate|daily rate|monthly rate|contract rate|a base of|base:|remuneration|gehalt|lohn|vergutung|verguetung|entgelt|tagessatz|stundensatz|verdienst|honorar|salaire|tjm|taux horaire|taux journalier|fourchette|salario|sueldo|retribucion|remuneracion|banda salarial|salaris|loon|wynagrodzeni|pensj|stawk|widelki|zarobki|remuneracao|faixa salarial|vencimento|ordenado|mzda|salariu|fizetes|plat:";

/// What an amount is not, that a text has one of these right before.
pub const OTHERS: &str = "bonus|raised|raising|funding|series |sign-on|sign on|signing|401|equity|stock|rsu|stipend|revenue|valuation|valued|budget|market cap|arr |ote |ote:|ote)|on-target|on target|billion|million|referral|refer |allowance|reimburs|customers|savings|invest|backed|spend|hra|volume|fertility|learning|processed|deals|projects|insurance|lifetime|tuition|deductible|copay|gift|donat|match|relocation|reward|commission|variable|turnover|sales of|premium|per child|contribution|discount|vouchers|overtime|differential|budget of|perks|assets|prize|grant|total compensation|total target|total cash|total annual compensation|total rewards|gewinn|ebitda|mindestlohn|sachbezug|weiterbildung|prime|panier|mutuelle|indemnit|frais|chiffre d|levee|ticket|cheque|interessement|bonificacion|facturacion|ayuda|dieta|omzet|vergoeding|reiskosten|premia|premie|dodatek|obroty|przychod|receita|vale|bolsa|subsidio|prispevek|prima";

/// The same, at the end of German compounds, too.
pub const OTHERS_WITHIN: &str = "pramie|zuschuss|gutschein|umsatz|zulage|mindestlohn";

/// Words before one of [`OTHERS`] with which it is set apart: "base salary, excluding bonus, of …".
pub const EXCEPT: &str =
    "exclud|excl|not includ|exclusive of|without|before|plus|zzgl|hors|ohne|sin |+|addition to";

/// What stands right behind an amount that is something else.
pub const OTHERS_BEHIND: &str = "bonus|raised|in funding|sign|ote|on target|on-target|potential total|total on|total target|referral|stipend|variable|commission|equity|revenue|arr|budget|per child|in savings|gift|allowance|wfh|reward|valuation|in assets|life insurance|basic life|cash prize|monthly stipend|annual stipend|total comp|in sales|netto|net |neto|liquido|pramie|zuschuss|de ca|referral|prime|retention|relocation|annual bonus|signing|perk|for employees|na reke";

/// What makes "and" between two amounts a range.
pub const BETWEEN: &str = "between|zwischen|entre|tussen|miedzy|from|mezi";

const PERIODS: &[(Period, &str)] = &[
    (
        Period::Hour,
        "per hour|/hour|/ hour|/hr|/ hr|an hour|a hour|hourly|per hr|pro stunde|/std|/stunde|je stunde|stundenlohn|stundensatz|de l'heure|l'heure|/heure|par heure|de l’heure|taux horaire|por hora|/hora|la hora|per uur|/uur|uurloon|na godzine|/godz|za godzine|godzinow|/h|hod",
    ),
    (
        Period::Day,
        "per day|/day|/ day|daily|a day|day rate|pro tag|/tag|tagessatz|par jour|/jour|/j |tjm|por dia|/dia|per dag|/dag|dziennie|/dzien",
    ),
    (Period::Week, "per week|/week|/ week|weekly|a week|/wk|pro woche|par semaine|por semana"),
    (
        Period::Month,
        "per month|/month|/ month|monthly|a month|/mo|/ mo|pcm|pro monat|/monat|im monat|monatlich|monatsgehalt|par mois|/mois|mensuel|/ mois|al mes|/mes|mensual|per maand|/maand|maandelijks|miesiecz|/mies|/msc|mies.|por mes|mensal|mesic|lunar|havi",
    ),
    (
        Period::Year,
        "per year|a year|/year|/ year|annual|annum|p.a|/yr|/ yr|yearly|a yr|pro jahr|/jahr|im jahr|jahrlich|jaehrlich|jahresgehalt|par an|/an|/ an|annuel|l'an|al ano|/ano|anual|por ano|lpa|per jaar|/jaar|jaarlijks|bruto jaar|rocznie|/rok|roczn|rocne",
    ),
];

static PERIODS_FOUND: LazyLock<Finder> =
    LazyLock::new(|| Finder::new(PERIODS.iter().map(|(_, words)| *words)));

/// The period that the folded words name, the one that stands first in them.
pub fn period(folded: &str) -> Option<Period> {
    let found = PERIODS_FOUND.found(folded).map(|(at, period)| (at.start, period)).min();
    found.map(|(_, period)| PERIODS[period].0)
}

/// The period of a feed's own field: `1 YEAR`, `per-hour-wage`.
pub fn feed_period(folded: &str) -> Option<Period> {
    let bare = Period::ALL.into_iter().find(|p| folded.contains(p.slug()));
    period(folded).or(bare)
}

/// The period of a text that stands last.
pub fn last_period(folded: &str) -> Option<Period> {
    let found = PERIODS_FOUND.found(folded).map(|(at, period)| (at.start, period)).max();
    found.map(|(_, period)| PERIODS[period].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_have_names() {
        let check = |text: &str, expected: Option<Period>| assert_eq!(feed_period(text), expected, "{text}");
        check("1 year", Some(Period::Year));
        check("per-hour-wage", Some(Period::Hour));
        check("brutto pro monat", Some(Period::Month));
        check("yearly, paid monthly", Some(Period::Year));
        check("one-time", None);
        check("a word", None);
    }

    #[test]
    fn words_are_folded() {
        for words in [ANCHORS, OTHERS, EXCEPT, OTHERS_BEHIND, BETWEEN] {
            for word in words.split('|') {
                assert_eq!(catalog::text::fold(word), word);
            }
        }
    }
}
