//! What kind of work a title names, and on which rung.

use catalog::schema::{Category, Level};
use catalog::text::{fold, tokens};

use crate::{Derived, Evidence, Field};

/// Phrases of folded words, most telling first: the first list that has one decides.
const CATEGORIES: &[(Category, &str)] = &[
    (
        Category::NotTech,
        "chief of staff|staff accountant|lead generation|sales engineering manager|civil engineer|mechanical engineer|electrical engineer|process engineer|manufacturing engineer|chemical engineer|account executive|account manager|customer success|sales development|business development|recruiter|talent acquisition|talent partner|sales manager|sales director|marketing|legal counsel|financial analyst|accountant|payroll|copywriter",
    ),
    (
        Category::EngineeringManagement,
        "engineering manager|manager engineering|manager software engineering|software engineering manager|software development manager|app development manager|web development manager|head of engineering|director of engineering|engineering director|director engineering|director software engineering|vp engineering|vp of engineering|vice president of engineering|vice president engineering|head of software|head of development|head of platform|head of backend|cto|chief technology officer|engineering lead|engineering team lead|manager of engineering|manager backend engineering|head of technology|responsable technique|leiter softwareentwicklung",
    ),
    (
        Category::SolutionsSupport,
        "solutions engineer|solution engineer|solutions architect|solution architect|sales engineer|support engineer|customer engineer|field engineer|forward deployed|implementation engineer|technical support|integration engineer|integrations engineer|pre sales|presales|technical account|customer support engineer|professional services engineer|partner engineer|deployment strategist|technical consultant|implementation consultant",
    ),
    (
        Category::MachineLearning,
        "machine learning|ml engineer|genai|gen ai|ai engineer|deep learning|applied scientist|research scientist|research engineer|computer vision|nlp|mlops|ml ops|llm|ai researcher|ai research|artificial intelligence|ai ml|ml",
    ),
    (
        Category::DataEngineering,
        "data engineer|data engineering|analytics engineer|data platform|etl|data warehouse|data architect|big data|database engineer|database administrator|dba|ingenieur data|data infrastructure|data pipelines",
    ),
    (
        Category::DataScience,
        "data scientist|data science|data analyst|data analytics|analytics|business intelligence|bi developer|bi analyst|bi engineer|quantitative|statistician|decision scientist|product analyst|insights analyst",
    ),
    (
        Category::Security,
        "security engineer|security|appsec|infosec|penetration tester|pentester|soc analyst|cryptograph|threat|vulnerability|red team|cybersecurity|cyber",
    ),
    (
        Category::QaTest,
        "qa|quality assurance|test engineer|sdet|test automation|automation engineer|tester|software engineer in test|quality engineer|testing|testeur|testmanager",
    ),
    (Category::GameGraphics, "game|gameplay|graphics|unity|unreal|rendering|shader"),
    (
        Category::EmbeddedHardware,
        "embedded|firmware|fpga|asic|hardware|rtos|robotics|silicon|verification engineer|rf engineer|bios|kernel engineer|autonomous|avionics",
    ),
    (Category::Mobile, "mobile|ios|android|flutter|react native|swift|kotlin developer|swiftui"),
    (Category::FullStack, "full stack|fullstack|full stacks|fullstack engineer"),
    (
        Category::Frontend,
        "frontend|front end|react|angular|vue|ui engineer|web engineer|ux engineer|javascript|typescript developer|web developer|developpeur web|design engineer|web ui",
    ),
    (
        Category::Backend,
        "backend|back end|server side|api engineer|java|golang|go engineer|go developer|python|ruby|rails|php|scala|elixir|node|rust|net developer|net engineer|c#|distributed systems|payments engineer|server engineer|laravel|symfony|django|spring|kotlin",
    ),
    (
        Category::DevopsSre,
        "devops|sre|site reliability|reliability engineer|cloud engineer|cloud operations|systems administrator|system administrator|sysadmin|devsecops|release engineer|production engineer|build engineer|network engineer|linux systems engineer|cloud systems engineer|cloud architect|kubernetes",
    ),
    (
        Category::PlatformInfrastructure,
        "platform engineer|platform engineering|infrastructure|platform|storage engineer|compiler|developer experience|developer productivity|developer tools|virtualization|systems software|observability",
    ),
    (
        Category::EngineeringManagement,
        "manager software|director software|director of software|technical program director",
    ),
    (
        Category::ProductDesignOtherTech,
        "product manager|product management|product owner|product designer|product design|ux|ui designer|technical program manager|program manager|project manager|scrum master|technical writer|developer advocate|developer relations|it support|it engineer|it administrator|helpdesk|business analyst|agile coach|chief product|head of product|product lead|product director|director of product|technical project|it manager|it specialist|it systems|user researcher|designer|product operations|chef de projet technique|delivery manager|architect",
    ),
];

/// Words that make a title one of software work without saying which.
const SOFTWARE: &str = "software|engineer|developer|programmer|swe|member of technical staff|mts|entwickler|entwicklerin|softwareentwickler|developpeur|developpeuse|ingenieur logiciel|ingenieur|ingeniero|desarrollador|desarrolladora|programista|ontwikkelaar|engenheiro|engenheira|desenvolvedor|desenvolvedora|tech lead|technical lead|lead dev|dev|coder|technologist|engineering";
/// Words that make an "engineer" something else.
const NOT_SOFTWARE: &str = "facilities|maintenance|building|hvac|plumbing|sales|account|real estate|audio|sound|procurement|supply chain|construction|structural|revenue|gtm|marketing|recruiting|talent|people|finance|tax|legal|partnerships|customer|teacher|instructor|assistant|nurse";

/// Heads of titles that are tech whatever stands beside them: "Marketing Data Analyst", "Technical Account Manager".
const MAKERS: &str = "software engineer|data analyst|data scientist|data engineer|web developer|software developer|designer|technical account|ai engineer|genai engineer|machine learning engineer|backend engineer|frontend engineer|full stack engineer";

/// Heads that name a rung without the work: "Director - Software Engineering", "Praktikum Backend".
const OPEN: &str = "director|manager|lead|head|vp|vice president|principal|intern|internship|stage|stagiaire|alternance|alternant|consultant|expert|specialist|analyst|architect|praktikum|praktikant|werkstudent|working student|trainee|graduate|apprentice|senior|staff|junior|qa|mid";

/// The title up to its first comma, bracket or dash: the work, without the team.
fn head(title: &str) -> &str {
    let ends = [",", "(", "|", " - ", " – ", " — ", ":"];
    let end = ends.iter().filter_map(|end| title.find(end)).filter(|&at| at > 0).min().unwrap_or(title.len());
    &title[..end]
}

/// The kind of work: by the title; where that says only "engineer", by a text that speaks of one side alone.
pub fn category(title: &str, text: &str) -> Derived<Category> {
    let folded = padded(title);
    let head = padded(head(title));
    // The head names the work, what follows names a team: "Product Manager, Cash Platform" is no platform engineer. Only a
    // head that leaves it open lets the rest decide.
    let maker = find(&head, MAKERS).is_some();
    let open = find(&head, SOFTWARE).or_else(|| find(&head, OPEN)).is_some();
    for (place, is_head) in [(&head, true), (&folded, false)] {
        if !is_head && !open {
            break;
        }
        for (category, phrases) in CATEGORIES {
            if *category == Category::NotTech && (maker || !is_head) {
                continue;
            }
            if let Some(phrase) = find(place, phrases) {
                return Derived::new(*category, Field::Title, phrase);
            }
        }
    }
    let Some(word) = find(&folded, SOFTWARE) else {
        return Derived::new(Category::NotTech, Field::Title, title);
    };
    if let Some(other) = find(&head, NOT_SOFTWARE) {
        return Derived::new(Category::NotTech, Field::Title, other);
    }
    let text = padded(text);
    let count =
        |phrases: &str| phrases.split('|').map(|p| text.matches(&format!(" {p} ")).count()).sum::<usize>();
    let (back, front) = (count("backend|back end|server side"), count("frontend|front end|react|css"));
    match (back, front, count("full stack|fullstack")) {
        (_, _, full) if full >= 2 => Derived::new(Category::FullStack, Field::Description, "full stack"),
        (back, 0, _) if back >= 2 => Derived::new(Category::Backend, Field::Description, "backend"),
        (0, front, _) if front >= 3 => Derived::new(Category::Frontend, Field::Description, "frontend"),
        _ => Derived { value: Category::Unspecified, evidence: Some(Evidence::new(Field::Title, word)) },
    }
}

/// Phrases in their order: the first that stands in the title decides.
const LEVELS: &[(Level, &str)] = &[
    (
        Level::DirectorPlus,
        "director|directeur|direktor|vp|vice president|head of|cto|cio|ciso|cpo|chief|managing director|svp|evp|executive director",
    ),
    (
        Level::Manager,
        "engineering manager|manager|teamleiter|team lead|engineering lead|team leader|gruppenleiter|teamlead|responsable",
    ),
    (Level::Principal, "principal|distinguished|fellow"),
    (Level::Staff, "staff|sr staff|tech lead|technical lead|lead|iv"),
    (
        Level::Intern,
        "intern|interns|internship|trainee|werkstudent|werkstudentin|working student|praktikum|praktikant|stagiaire|stage|apprentice|apprenticeship|alternance|alternant|co op|becario|praktikantin|industrial placement",
    ),
    (Level::Senior, "senior|sr|snr|iii|experienced|l5|confirme|senior ii"),
    (
        Level::Junior,
        "junior|jr|jnr|graduate|entry level|new grad|associate|early career|grad|university grad|new graduate|campus|debutant|einsteiger|berufseinsteiger|i",
    ),
    (Level::Mid, "mid|mid level|middle|intermediate|ii|midlevel|l4"),
];

/// The rung: by the title; else by the years of experience that the text asks for (0–1 junior, 2–4 mid, 5 and more senior).
pub fn level(title: &str, years: Option<&Derived<u8>>) -> Derived<Level> {
    let folded = padded(title);
    // Places and things that only look like rungs.
    let mut cleaned = folded.clone();
    for phrase in [
        "member of technical staff",
        "middle east",
        "lead generation",
        "product manager",
        "program manager",
        "project manager",
        "account manager",
        "chief of staff",
        "internal",
        "international",
        "staff accountant",
        "people manager",
        "customer success manager",
        "community manager",
        "manager tools",
        "delivery manager",
    ] {
        cleaned = cleaned.replace(&format!(" {phrase} "), " ");
    }
    for (level, phrases) in LEVELS {
        if let Some(phrase) = find(&cleaned, phrases) {
            // "Senior Manager" and "Lead … Manager" are managers; "Staff" and "Principal" beside "Manager" too.
            return Derived::new(*level, Field::Title, phrase);
        }
    }
    if let Some(years) = years {
        let level = match years.value {
            0..=1 => Level::Junior,
            2..=4 => Level::Mid,
            _ => Level::Senior,
        };
        return Derived { value: level, evidence: years.evidence.clone() };
    }
    Derived::default()
}

/// The folded words, each between spaces; hyphens and slashes part words.
pub(crate) fn padded(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len() + 2);
    out.push(' ');
    for token in tokens(&folded) {
        out.push_str(token);
        out.push(' ');
    }
    out
}

/// The first of the phrases that stands in the padded text as whole words.
pub(crate) fn find<'a>(padded: &str, phrases: &'a str) -> Option<&'a str> {
    phrases.split('|').find(|phrase| {
        padded.match_indices(phrase).any(|(at, _)| {
            padded.as_bytes()[at - 1] == b' ' && padded.as_bytes().get(at + phrase.len()) == Some(&b' ')
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_name_the_work() {
        let check =
            |title: &str, expected: Category| assert_eq!(category(title, "").value, expected, "{title}");
        check("Senior Backend Engineer", Category::Backend);
        check("Back-End Developer (Python)", Category::Backend);
        check("Full-Stack Engineer", Category::FullStack);
        check("Développeur Frontend", Category::Frontend);
        check("Engineering Manager, Payments", Category::EngineeringManagement);
        check("Director - Software Engineering", Category::EngineeringManagement);
        check("Machine Learning Engineer", Category::MachineLearning);
        check("Data Engineer II", Category::DataEngineering);
        check("Site Reliability Engineer", Category::DevopsSre);
        check("iOS Engineer", Category::Mobile);
        check("Software Engineer", Category::Unspecified);
        check("Software Engineer, Marketing Product", Category::Unspecified);
        check("Backend Engineer - Bill Pay & Procurement", Category::Backend);
        check("Mid/Senior Data Analyst - Marketing", Category::DataScience);
        check("Technical Recruiter | Engineering", Category::NotTech);
        check("Technical Account Manager", Category::SolutionsSupport);
        check("Marketing Designer", Category::ProductDesignOtherTech);
        check("Marketing Manager, Engineering", Category::NotTech);
        check("Product Manager, Cash Platform", Category::ProductDesignOtherTech);
        check("Program Manager, Security GRC", Category::ProductDesignOtherTech);
        check("Risk Strategist, Platform Risk Strategy", Category::NotTech);
        check("Data Analyst, Financial Data Engineering", Category::DataScience);
        check("Publisher Development Manager", Category::NotTech);
        check("Software Engineer, Machine Learning", Category::MachineLearning);
        check("Industrial Systems Engineer", Category::Unspecified);
        check("Staff Accountant", Category::NotTech);
        check("Chief of Staff", Category::NotTech);
        check("Account Executive, Middle East", Category::NotTech);
        check("Lead Generation Specialist", Category::NotTech);
        check("Barista", Category::NotTech);
    }

    #[test]
    fn titles_name_the_rung() {
        let check = |title: &str, expected: Level| assert_eq!(level(title, None).value, expected, "{title}");
        check("Internal Tools Engineer", Level::Unspecified);
        check("International Payments Engineer", Level::Unspecified);
        check("Member of Technical Staff", Level::Unspecified);
        check("Backend Engineer, Middle East", Level::Unspecified);
        check("Associate Director, Engineering", Level::DirectorPlus);
        check("Associate Engineer", Level::Junior);
        check("Director - Software Engineering", Level::DirectorPlus);
        check("Senior Staff Engineer", Level::Staff);
        check("Senior Principal Engineer", Level::Principal);
        check("Sr. Engineer", Level::Senior);
        check("Software Engineer III", Level::Senior);
        check("Software Engineer II", Level::Mid);
        check("Software Engineer IV", Level::Staff);
        check("Lead Backend Engineer", Level::Staff);
        check("Team Lead Backend", Level::Manager);
        check("Backend Engineering Intern", Level::Intern);
        check("Werkstudent Softwareentwicklung", Level::Intern);
    }
}
