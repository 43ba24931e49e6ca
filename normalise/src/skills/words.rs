//! Words beside a name that say what it is, in the languages that postings are written in: small letters.

/// Words that join the items of a list.
pub const JOIN: [&str; 20] = [
    "and",
    "or",
    "as",
    "well",
    "like",
    "such",
    "etc",
    "e",
    "g",
    "eg",
    "i",
    "ie",
    "plus",
    "including",
    "ou",
    "et",
    "und",
    "oder",
    "y",
    "o",
];

/// Words between what is asked for and its object.
pub const LINK: [&str; 14] =
    ["with", "in", "of", "using", "on", "avec", "en", "de", "mit", "con", "sur", "from", "to", "as"];

/// What is asked for.
pub const EXPERIENCE: [&str; 30] = [
    "experience",
    "experienced",
    "expertise",
    "expert",
    "proficiency",
    "proficient",
    "knowledge",
    "fluency",
    "fluent",
    "skilled",
    "skills",
    "familiarity",
    "familiar",
    "background",
    "comfortable",
    "programming",
    "coding",
    "written",
    "versed",
    "built",
    "hands",
    "certified",
    "expérience",
    "maîtrise",
    "connaissance",
    "connaissances",
    "erfahrung",
    "kenntnisse",
    "experiencia",
    "understanding",
];

/// What a technology is: a name before one of these is that of a technology.
pub const KIND: [&str; 44] = [
    "operating",
    "environment",
    "environments",
    "server",
    "servers",
    "database",
    "databases",
    "pipelines",
    "components",
    "administration",
    "certification",
    "certified",
    "developer",
    "developers",
    "engineer",
    "engineers",
    "programming",
    "programmer",
    "language",
    "code",
    "codebase",
    "framework",
    "backend",
    "frontend",
    "services",
    "microservices",
    "scripts",
    "scripting",
    "sdk",
    "library",
    "libraries",
    "applications",
    "apps",
    "ecosystem",
    "stack",
    "development",
    "api",
    "apis",
    "cluster",
    "clusters",
    "jobs",
    "runtime",
    "modules",
    "expertise",
];

/// What a programming language or library is.
pub const CODE: [&str; 14] = [
    "developer",
    "developers",
    "engineer",
    "engineers",
    "programming",
    "language",
    "code",
    "codebase",
    "framework",
    "library",
    "sdk",
    "api",
    "apis",
    "scripts",
];

/// Kinds of tools: lists of names follow them.
pub const TOOLS: [&str; 52] = [
    "tool",
    "tools",
    "tooling",
    "language",
    "languages",
    "framework",
    "frameworks",
    "library",
    "libraries",
    "software",
    "systems",
    "system",
    "platform",
    "platforms",
    "technologies",
    "technology",
    "stack",
    "database",
    "databases",
    "assistants",
    "assistant",
    "agents",
    "applications",
    "programs",
    "suite",
    "packages",
    "products",
    "services",
    "solutions",
    "ats",
    "crm",
    "erp",
    "ides",
    "outils",
    "logiciels",
    "langages",
    "langage",
    "technologie",
    "outil",
    "sprachen",
    "systeme",
    "herramientas",
    "lenguajes",
    "models",
    "providers",
    "apis",
    "protocols",
    "coding",
    "editors",
    "environment",
    "skills",
    "tech",
];

/// Words that open a list of examples.
pub const OPENS: [&str; 9] =
    ["as", "like", "e.g", "eg", "including", "ideally", "specifically", "comme", "wie"];

/// Words that follow a name at the start of a sentence on it.
pub const GOES_ON: [&str; 9] =
    ["is", "are", "experience", "knowledge", "for", "with", "proficiency", "skills", "expertise"];

/// What may be joined to a name by a hyphen.
pub const SUFFIX: [&str; 8] = ["based", "like", "native", "style", "centric", "powered", "specific", "first"];

/// What titles of those who work with technologies hold.
pub const ROLES: [&str; 8] = [
    "engineer",
    "developer",
    "programmer",
    "architect",
    "développeu",
    "entwickler",
    "software",
    "desarrollador",
];

/// Parts of the work that teams are named after.
pub const AREAS: [&str; 22] = [
    "web",
    "mobile",
    "backend",
    "frontend",
    "front",
    "back",
    "end",
    "server",
    "full",
    "stack",
    "fullstack",
    "platform",
    "data",
    "ml",
    "ai",
    "qa",
    "product",
    "design",
    "infrastructure",
    "security",
    "software",
    "api",
];

/// Those who work.
pub const PEOPLE: [&str; 10] = [
    "engineers",
    "developers",
    "teams",
    "team",
    "squads",
    "counterparts",
    "designers",
    "specialists",
    "experts",
    "leads",
];

/// Words before colleagues.
pub const COMPANY_OF: [&str; 9] = [
    " with ",
    "cross-functional",
    "alongside ",
    "shoulder",
    "collaborat",
    "partner",
    "across ",
    "liaise",
    "between ",
];
