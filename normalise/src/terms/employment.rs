//! The kind of contract: by the feed's own field, else by the title, else by a sentence that says it of this job.

use catalog::schema::Employment;

use crate::title::{find, padded};
use crate::{Derived, Field};

/// Phrases of folded words; the first kind that has one decides. Unlimited contracts (`CDI`, `unbefristet`, `permanent`) say
/// nothing of hours.
const CONTRACTS: &[(Employment, &str)] = &[
    (
        Employment::Internship,
        "intern|interns|internship|internships|traineeship|trainee|working student|werkstudent|werkstudentin|praktikum|praktikant|praktikantin|pflichtpraktikum|stage|stagiaire|alternance|alternant|alternante|apprenticeship|apprentice|apprentissage|contrat d apprentissage|contrat de professionnalisation|duales studium|ausbildung|becario|becaria|beca|practicas|practicante|pasantia|estagio|estagiario|estagiaria|jovem aprendiz|tirocinio|stagista|stagiair|afstudeerstage|staz|stazysta|stazystka|praktyki|co op|industrial placement|student",
    ),
    (
        Employment::Temporary,
        "temporary|temp|seasonal|seasonal work|zeitarbeit|interim|interimaire|saisonnier|saisonarbeit|aushilfe|temporal|temporaire|tijdelijk|uitzendwerk|praca tymczasowa|temporario|tempo determinado|casual|per diem",
    ),
    (
        Employment::Contract,
        "contract|contractor|contractors|contracting|freelance|freelancer|freelancers|independent contractor|fixed term|fixed term contract|ftc|cdd|contrat a duree determinee|befristet|befristeter vertrag|befristete anstellung|freiberuflich|freiberufler|selbststandig|freier mitarbeiter|independant|portage salarial|autonomo|contrato por obra|obra y servicio|contrato temporal|por proyecto|prestador de servicos|pj|pessoa juridica|zzp|zzper|detachering|b2b|kontrakt b2b|umowa b2b|umowa zlecenie|umowa o dzielo|partita iva|secondment|maternity cover|limited term|c2c|corp to corp|1099|w2 contract|term contract",
    ),
    (
        Employment::PartTime,
        "part time|parttime|teilzeit|temps partiel|media jornada|tiempo parcial|jornada parcial|meio periodo|tempo parcial|deeltijd|niepelny etat|czesc etatu|pol etatu|deltid|minijob|geringfugig",
    ),
    (
        Employment::FullTime,
        "full time|fulltime|vollzeit|temps plein|temps complet|tiempo completo|jornada completa|tempo integral|periodo integral|voltijd|pelny etat|tempo pieno|heltid|kokoaikainen|umowa o prace|clt",
    ),
];

/// The contract.
pub fn employment(title: &str, hint: Option<&str>, text: &str) -> Derived<Employment> {
    if let Some(hint) = hint
        && let Some(value) = of_hint(hint)
    {
        return Derived::new(value, Field::Structured, hint);
    }
    of_title(title).or_else(|| of_text(text)).unwrap_or_default()
}

/// Feeds write `FullTime`, `full_time`, `Full-time`, `Permanent, full time`, `Full-time or part-time`.
fn of_hint(hint: &str) -> Option<Employment> {
    let spaced: String = hint
        .char_indices()
        .flat_map(|(i, c)| {
            let inner = i > 0 && c.is_uppercase() && hint[..i].ends_with(char::is_lowercase);
            [inner.then_some(' '), Some(if c == '_' { ' ' } else { c })]
        })
        .flatten()
        .collect();
    let text = padded(&spaced);
    // "Full-time, temporary": the length of the contract tells more than the hours.
    let stated = |value: Employment| {
        CONTRACTS.iter().any(|(v, phrases)| *v == value && find(&text, phrases).is_some())
    };
    let full_or_part = stated(Employment::FullTime) && stated(Employment::PartTime);
    let kinds = CONTRACTS.iter().map(|(value, _)| *value);
    let mut kinds = kinds.filter(|v| !(full_or_part && *v == Employment::PartTime));
    kinds.find(|value| stated(*value) && !(*value == Employment::Contract && is_unlimited(&text)))
}

/// "Permanent contract" is a contract without an end.
fn is_unlimited(text: &str) -> bool {
    let says = find(text, "permanent|unbefristet|indefinite|indefinido|indeterminado|vast contract|perm");
    says.is_some() && find(text, "fixed term|temporary|freelance|cdd|befristet").is_none()
}

fn of_title(title: &str) -> Option<Derived<Employment>> {
    // "Contract Manager", "Contracts Engineer", "Stage Manager", "Temp Agency": what the work is at.
    const THINGS: &str = "contract manager|contract management|contract specialist|contract administrator|contract analyst|contract negotiator|contract lifecycle|smart contract|contract counsel|contract attorney|contract recruiter|contract manufacturing|contract research|contract testing|contract law|contract associate|design by contract|stage manager|early stage|late stage|stage technician|stage hand|multi stage|student success|student services|student affairs|student advisor|student support|student experience|student housing|student recruitment|international student|intern program|internship program|internship coordinator|apprenticeship manager|trainee program manager|casual games|casual dining|temp control|temp staffing|permanent|b2b sales|b2b marketing|b2b saas|b2b account|b2b growth|b2b content|b2b product|b2b partnerships|interim report|contracting officer|contracting operations|contracting manager|contracting specialist|general contractor|contractor management|contractor relations|contractor manager";
    let mut text = padded(title);
    for thing in THINGS.split('|') {
        text = text.replace(&format!(" {thing} "), " ");
    }
    // A business sold to others is no contract.
    let doubtful = ["b2b", "student", "pj", "clt", "beca", "casual"];
    CONTRACTS.iter().find_map(|(value, phrases)| {
        let phrase = find(&text, phrases).filter(|phrase| !doubtful.contains(phrase))?;
        Some(Derived::new(*value, Field::Title, phrase))
    })
}

/// Sentences that say it of this job; `{}` stands for a kind's words.
const SENTENCES: [&str; 21] = [
    "employment type {}",
    "job type {}",
    "contract type {}",
    "type of contract {}",
    "type of employment {}",
    "position type {}",
    "work type {}",
    "schedule {}",
    "this is a {}",
    "this {} position",
    "this {} role",
    "this is an {}",
    "as a {} employee",
    "as a {} team member",
    "{} position",
    "type de contrat {}",
    "vertragsart {}",
    "beschaftigungsart {}",
    "anstellungsart {}",
    "tipo de contrato {}",
    "in {} festanstellung",
];

fn of_text(text: &str) -> Option<Derived<Employment>> {
    let words = [
        (
            Employment::FullTime,
            "full time|fulltime|vollzeit|temps plein|tiempo completo|tempo integral|voltijd",
        ),
        (Employment::PartTime, "part time|teilzeit|temps partiel|media jornada|deeltijd"),
        (Employment::Contract, "contract|fixed term|freelance|independent contractor|cdd|befristet"),
        (Employment::Temporary, "temporary|seasonal"),
        (Employment::Internship, "internship|praktikum|stage|alternance"),
    ];
    for line in text.lines().filter(|line| mentions(line)) {
        let folded = padded(line);
        for (value, phrases) in words {
            let said = |phrase: &str| {
                let is_word = value != Employment::Contract || phrase != "contract";
                let anchored = SENTENCES
                    .iter()
                    .filter(|s| is_word || s.contains("type"))
                    .any(|sentence| folded.contains(&format!(" {} ", sentence.replace("{}", phrase))));
                // "Full-time" as a line of its own.
                anchored || (folded.trim() == phrase && is_word)
            };
            if let Some(phrase) = phrases.split('|').find(|phrase| said(phrase)) {
                return Some(Derived::new(value, Field::Description, phrase));
            }
        }
        let basis = ["full time basis", "is full time", "on a full time"];
        let phrase = basis.iter().find(|phrase| folded.contains(&format!(" {phrase} ")));
        if phrase.is_some() || is_full_week(&folded) {
            return Some(Derived::new(Employment::FullTime, Field::Description, line));
        }
    }
    None
}

/// "40 hours a week", "37.5 hrs/week": a week of 35 to 42 hours, and not one of "20 to 40".
fn is_full_week(padded: &str) -> bool {
    let words: Vec<&str> = padded.split(' ').filter(|w| !w.is_empty()).collect();
    let is_hours = |w: &&&str| {
        matches!(
            **w,
            "hours" | "hour" | "hrs" | "h" | "stunden" | "std" | "heures" | "horas" | "uur" | "godzin"
        )
    };
    let is_week = |w: &&str| {
        matches!(
            *w,
            "week" | "weekly" | "woche" | "wochentlich" | "semaine" | "semana" | "tygodniowo" | "tydzien"
        )
    };
    words.iter().enumerate().any(|(i, word)| {
        let full = word.parse().is_ok_and(|n: u32| (35..=42).contains(&n));
        // The half hour of "37.5" stands between.
        let after = if words.get(i + 1).is_some_and(|w| *w == "5") { i + 2 } else { i + 1 };
        let range = i > 0 && (words[i - 1] == "to" || words[i - 1].parse::<u32>().is_ok());
        let weekly =
            words.get(after).filter(is_hours).is_some() && words.iter().skip(after + 1).take(2).any(is_week);
        full && weekly && !range
    })
}

/// Whether a line may say it at all, before it is folded: most do not.
fn mentions(line: &str) -> bool {
    const STEMS: [&str; 21] = [
        "ull", "art", "ontra", "emp", "nter", "reelance", "hour", "hrs", "Stunden", "eilzeit", "ollzeit",
        "rakti", "tage", "term", "CDD", "CDI", "efristet", "easonal", "ltern", "jornada", "ompleto",
    ];
    line.len() < 600 && STEMS.iter().any(|stem| line.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_come_from_the_feed_then_the_title() {
        let check = |title: &str, hint: Option<&str>, expected: Employment| {
            assert_eq!(employment(title, hint, "").value, expected, "{title} {hint:?}");
        };
        check("Engineer", Some("FullTime"), Employment::FullTime);
        check("Engineer", Some("FULL_TIME"), Employment::FullTime);
        check("Engineer", Some("CDI"), Employment::Unspecified);
        check("Engineer", Some("CDD"), Employment::Contract);
        check("Engineer", Some("Permanent"), Employment::Unspecified);
        check("Engineer", Some("Permanent contract"), Employment::Unspecified);
        check("Engineer", Some("Permanent, full time"), Employment::FullTime);
        check("Engineer", Some("Unbefristet, Vollzeit"), Employment::FullTime);
        check("Engineer", Some("Befristet"), Employment::Contract);
        check("Engineer", Some("Full-time or part-time"), Employment::FullTime);
        check("Engineer", Some("Part-time"), Employment::PartTime);
        check("Engineer", Some("Umowa zlecenie"), Employment::Contract);
        check("Engineer", Some("Fixed-term (12 months)"), Employment::Contract);
        check("Engineer", Some("Full time, temporary"), Employment::Temporary);
        check("Engineer (6 month contract)", None, Employment::Contract);
        check("Contracts Engineer", None, Employment::Unspecified);
        check("Smart Contract Engineer", None, Employment::Unspecified);
        check("Contract Manager", None, Employment::Unspecified);
        check("B2B Growth Lead", None, Employment::Unspecified);
        check("Engineering Intern", None, Employment::Internship);
        check("Alternance - Développeur web", None, Employment::Internship);
        check("Werkstudent Data Science (m/w/d)", None, Employment::Internship);
        check("Early-stage Product Engineer", None, Employment::Unspecified);
        check("Entwickler in Teilzeit", None, Employment::PartTime);
        check("Desarrollador autónomo", None, Employment::Contract);
        check("Estágio em Dados", None, Employment::Internship);
        check("Product Owner (Interim)", None, Employment::Temporary);
        check("Internal Tools Engineer", None, Employment::Unspecified);
    }

    #[test]
    fn texts_say_it_of_this_job() {
        let check = |text: &str, expected: Employment| {
            assert_eq!(employment("Engineer", None, text).value, expected, "{text}");
        };
        check("Employment type: Full-time", Employment::FullTime);
        check("This is a full-time position in Lisbon.", Employment::FullTime);
        check("This is a fixed-term contract of a year.", Employment::Contract);
        check("Type de contrat : CDD", Employment::Contract);
        check("You work 40 hours a week.", Employment::FullTime);
        check("37.5 hrs/week", Employment::FullTime);
        check("20 to 40 hours a week", Employment::Unspecified);
        check("Benefits for all full-time employees", Employment::Unspecified);
        check("You negotiate contracts.", Employment::Unspecified);
        check("As a full-time employee you get a laptop.", Employment::FullTime);
        check("Teilzeit", Employment::PartTime);
    }
}
