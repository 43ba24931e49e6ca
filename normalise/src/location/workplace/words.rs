//! Words of the workplace in English, German, French, Spanish, Dutch, Polish and Portuguese, folded.

pub const HYBRID: &[&str] = &[
    "hybrid",
    "hybride",
    "hybrides",
    "hybrider",
    "hybriden",
    "hibrido",
    "hibrida",
    "hybrydowo",
    "hybrydowa",
    "hybrydowy",
    "hybrydowej",
];
pub const HYBRID_PHRASES: &[&str] = &[
    "partial remote",
    "partially remote",
    "partly remote",
    "part remote",
    "teilweise remote",
    "teletravail partiel",
    "teletravail ponctuel",
    "teletrabajo parcial",
    "parcialmente remoto",
    "czesciowo zdalnie",
];
pub const REMOTE: &[&str] = &[
    "remote",
    "remotely",
    "remoto",
    "remota",
    "teletravail",
    "teletrabajo",
    "telecommute",
    "telecommuting",
    "wfh",
    "zdalnie",
    "zdalna",
    "zdalny",
    "thuiswerken",
    "homeoffice",
    "virtual",
    "distributed",
    "home office",
    "home based",
    "work from home",
    "a distance",
    "op afstand",
    "a distancia",
];
/// No place of work from home.
pub const NOT_REMOTE: &[&str] = &["no remote", "not remote", "non remote"];
pub const ON_SITE: &[&str] = &[
    "onsite",
    "inoffice",
    "presencial",
    "presentiel",
    "on site",
    "in office",
    "in person",
    "office based",
    "vor ort",
    "sur site",
];

/// Words behind "hybrid" with which it speaks of the workplace rather than of an engine or a cloud.
pub const WORK: &[&str] = &[
    "role",
    "position",
    "job",
    "opportunity",
    "work",
    "working",
    "workplace",
    "schedule",
    "arrangement",
    "arrangements",
    "policy",
    "basis",
    "setup",
    "office",
    "remote",
    "week",
    "workstyle",
    "arbeitsplatz",
    "arbeiten",
    "arbeitsmodell",
    "stelle",
];

/// What is counted in a week.
pub const DAYS: &[&str] = &[
    "day", "days", "time", "times", "x", "tag", "tage", "tagen", "jour", "jours", "dia", "dias", "dag",
    "dagen", "dni", "dzien",
];

/// One to five.
pub const NUMBERS: [&[&str]; 5] = [
    &["one", "once", "ein", "einen", "un", "uno", "een", "jeden", "um"],
    &["two", "twice", "zwei", "deux", "dos", "twee", "dwa", "dois"],
    &["three", "drei", "trois", "tres", "drie", "trzy"],
    &["four", "vier", "quatre", "cuatro", "cztery", "quatro"],
    &["five", "funf", "cinq", "cinco", "vijf", "piec"],
];

/// A sentence without one of these says nothing of the workplace.
pub const STEMS: &str = "remote|hybrid|hybryd|brido|brida|office|onsite|on-site|on site|in-person|in person|anywhere|wherever|miles|kilomet|#li|work from home|home based|home-based|telecommut|telework|homeoffice|vor ort|travail|sentiel|teletrab|remoto|remota|presencial|distribu|thuis|kantoor|afstand|zdaln|stacjonarn|biur|ortsunabh|tage im|days per week|days a week|days/week|week in";

/// The lists, by number.
#[derive(Clone, Copy)]
pub enum Say {
    Exempt,
    Refused,
    Environment,
    IsNot,
    Must,
    Site,
    Office,
    Home,
    HomeOffice,
    Week,
    Travel,
    Money,
    Either,
    Technical,
    RoleOrOffice,
    Heading,
    OnSite,
    HybridModel,
    WorkAround,
    HybridRole,
    OnSiteRole,
    RemoteRole,
    RemoteTeam,
    Possible,
    Anywhere,
    ForSomeTime,
    Choose,
    Company,
}

/// In the order of [`Say`].
pub const LISTS: [(Say, &str); 28] = [
    // Sentences that speak of others, of some roles, or of meetings.
    (
        Say::Exempt,
        "microsoft office|ms office|office 365|interview|interviews|onsite visit|certain roles|some roles|most roles|most positions|eligible roles|some positions|select roles|where possible|depending on the role|customer sites|client sites|weeks a year|weeks per year|weeks each year|days per year|days a year|weeks of remote|per quarter|month abroad",
    ),
    (
        Say::Refused,
        "no remote|not remote|not a remote|non remote|not accepting remote|not open to remote|not considering remote|not offering remote|not offer remote|cannot offer remote|remote work is not|remote is not|remote working is not|remote not|not eligible for remote|not available remotely|cannot be performed remotely|cannot be done remotely|kein homeoffice|kein home office|keine remote|pas de teletravail|sans teletravail|sin teletrabajo|no remoto|sem home office|bez pracy zdalnej|geen thuiswerken",
    ),
    (Say::Environment, "remote work environment|remote work|remote working|working remotely"),
    (
        Say::IsNot,
        "is not considered|is not available|is not possible|is not an option|is not offered|is not supported|not permitted|not allowed",
    ),
    (Say::Must, "must|required|need to|needs to|have to|has to|should"),
    (Say::Site, "site|location"),
    (
        Say::Office,
        "office|offices|onsite|on site|in person|hq|headquarters|hub|hubs|buro|bureau|locaux|oficina|oficinas|kantoor|biurze|biura|escritorio|presencial|presencialmente|presentiel|vor ort|sur site|irl|campus|studio|colocated",
    ),
    (
        Say::Home,
        "remote|remotely|home|homeoffice|wfh|teletravail|teletrabajo|thuis|thuiswerken|zdalnie|zdalnej|zdalna|remoto|remota|casa|mobil|mobiles|tt|telecommute",
    ),
    (Say::HomeOffice, "homeoffice|home office pro|teletravail|teletrabajo"),
    (
        Say::Week,
        "week|weekly|wk|woche|wochentlich|semaine|semana|tydzien|tygodniu|hebdomadaire|weekdays|weeks",
    ),
    (Say::Travel, "travel|travelling|traveling|shift|shifts|reisebereitschaft|reisen|voyages"),
    (Say::Money, "bonus|match|discount|salary|equity"),
    (
        Say::Either,
        "remote or hybrid|hybrid or remote|remote oder hybrid|remote hybrid or|hybrid oder remote|hybride ou remote",
    ),
    (
        Say::Technical,
        "cloud|mobile|app|apps|search|architecture|systems|ml|ai|react native|retrieval|engine|vehicles|identity|infrastructure",
    ),
    (Say::RoleOrOffice, "role|office|remote|hybrid work|hybrid working"),
    (
        Say::Heading,
        "location|workplace|work model|workplace type|work type|arbeitsort|lieu|standort|ubicacion|arrangement",
    ),
    (Say::OnSite, "on site|onsite|in office|in person"),
    (Say::HybridModel, "hybrid model|hybrid environment|hybrid setting|hybrid approach|hybrid culture"),
    (Say::WorkAround, "office|home|remote|workplace|fun|flexible"),
    (
        Say::HybridRole,
        "and is hybrid|role is hybrid|position is hybrid|job is hybrid|hybrid schedule|remote and hybrid|remote hybrid|partially remote|partly remote|teilweise remote|teilweise im homeoffice|partial remote|teletravail partiel|teletravail hybride|hybrides arbeiten|hybrides arbeitsmodell|hybride arbeiten|mode hybride|modele hybride|rythme hybride|modalidad hibrida|modelo hibrido|trabajo hibrido|trabalho hibrido|formato hibrido|esquema hibrido|regime hibrido|praca hybrydowa|hybride werken|hybrid remote",
    ),
    (
        Say::OnSiteRole,
        "on site role|onsite role|on site position|onsite position|on site job|on site only|onsite only|in office role|in office position|in person role|in person position|fully on site|fully onsite|fully in person|fully in office|100 on site|100 onsite|100 in office|100 in person|100 presencial|100 presentiel|role is on site|role is onsite|role is in person|role is in office|role is fully in office|position is on site|position is onsite|position is in person|position is in office|position is office based|role is office based|office based role|office based position|full time in office|full time on site|full time onsite|work on site in our|poste en presentiel|trabajo presencial|modalidad presencial|puesto presencial|vaga presencial|trabalho presencial|praca stacjonarna|tylko stacjonarnie|presencial en nuestras oficinas|presencial en nuestra oficina|presencial no escritorio|on site presence required|everyone works in person|we work in person",
    ),
    (
        Say::RemoteRole,
        "fully remote|full remote|100 remote|100 percent remote|completely remote|entirely remote|remote role|remote position|remote job|remote opportunity|remote contract|remote full time role|role is remote|position is remote|job is remote|role can be remote|role may be remote|position may be remote|be performed remotely|can be done remotely|be done from anywhere|be based remotely|work remotely from|remotely from anywhere|remote first role|remote first position|roles are remote|remote within|remote worldwide|work from home position|work from home role|home based role|home based position|open to remote|remote candidates welcome|100 virtual|telecommute position|100 teletravail|teletravail a 100|teletravail complet|teletravail total|teletravail integral|full teletravail|komplett remote|vollstandig remote|rein remote|100 homeoffice|100 home office|ortsunabhangig|remote stelle|100 remoto|100 remota|totalmente remoto|totalmente remota|completamente remoto|100 teletrabajo|puesto remoto|posicion remota|modalidad remota|modalidad remoto|vaga remota|trabalho 100 remoto|volledig remote|volledig thuiswerken|volledig op afstand|100 zdalna|100 zdalnie|w pelni zdalna|w pelni zdalnie|calkowicie zdalna|location remote|workplace remote|location fully remote|location 100 remote|remote or hybrid|hybrid or remote|remote oder hybrid|remote or in office|remote or from our|remote work location|full time remote|remote full time|remote anywhere|remote based role|remote based position",
    ),
    (Say::RemoteTeam, "remote team|remote teams|remote work environments|remote environments"),
    (
        Say::Possible,
        "possibility|posibilidad|mozliwosc|possibilidade|possibilite|opcion|occasional|occasionally",
    ),
    (Say::Anywhere, "work from anywhere|work from wherever|arbeite von uberall"),
    (Say::ForSomeTime, "weeks|week|days|month|months|program|programme|policy|up to|year"),
    (Say::Choose, "choose|choice|up to you"),
    (
        Say::Company,
        "remote first|fully distributed|remote company|remote only|distributed company|all remote|praca zdalna",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_stand_in_the_order_of_their_names() {
        for (i, (say, phrases)) in LISTS.iter().enumerate() {
            assert_eq!(*say as usize, i);
            for phrase in phrases.split('|') {
                assert_eq!(catalog::text::fold(phrase), phrase);
            }
        }
    }
}
