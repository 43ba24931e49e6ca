//! What made-up postings are made of.

/// A kind of work.
pub struct Kind {
    pub postings: usize,
    pub titles: &'static [&'static str],
    pub team: &'static str,
    pub skills: &'static [(&'static str, f64)],
    /// Relative to backend pay.
    pub pay: f64,
    pub is_management: bool,
}

/// A rung: the word before the title, and pay relative to senior.
pub struct Level {
    pub word: &'static str,
    pub slug: &'static str,
    pub weight: f64,
    pub factor: f64,
}

/// A city with what a senior backend engineer earns there, thousands of the currency a year.
pub struct City {
    pub slug: &'static str,
    pub name: &'static str,
    pub country: &'static str,
    pub region: &'static str,
    pub currency: &'static str,
    pub senior: f64,
    pub weight: f64,
    pub discloses: bool,
}

pub const LEVELS: [Level; 8] = [
    Level { word: "Junior", slug: "junior", weight: 12.0, factor: 0.46 },
    Level { word: "", slug: "unspecified", weight: 12.0, factor: 0.8 },
    Level { word: "Mid-Level", slug: "mid", weight: 18.0, factor: 0.68 },
    Level { word: "Senior", slug: "senior", weight: 37.0, factor: 1.0 },
    Level { word: "Lead", slug: "staff", weight: 4.0, factor: 1.25 },
    Level { word: "Staff", slug: "staff", weight: 9.0, factor: 1.42 },
    Level { word: "Principal", slug: "principal", weight: 4.0, factor: 1.7 },
    Level { word: "Intern", slug: "intern", weight: 4.0, factor: 0.3 },
];

pub const MANAGER: Level = Level { word: "", slug: "manager", weight: 1.0, factor: 1.3 };

pub const AREAS: [&str; 16] = [
    "Payments",
    "Identity",
    "Search",
    "Growth",
    "Billing",
    "Checkout",
    "Logistics",
    "Messaging",
    "Pricing",
    "Risk",
    "Ledger",
    "Notifications",
    "Marketplace",
    "Integrations",
    "Core",
    "Reporting",
];

macro_rules! kind {
    ($n:literal, $team:literal, $pay:literal, [$($title:literal),*], [$($skill:literal $share:literal),*]) => {
        Kind { postings: $n, titles: &[$($title),*], team: $team, skills: &[$(($skill, $share)),*], pay: $pay, is_management: false }
    };
}

/// 19,000 in all, of which 9,095 backend.
pub const CATEGORIES: [Kind; 16] = [
    kind!(9095, "Engineering", 1.0,
        ["Backend Engineer", "Backend Developer", "Backend Software Engineer", "Server-Side Engineer", "Back-End Engineer"],
        ["Python" 0.46, "Go" 0.44, "Java" 0.30, "Rust" 0.09, "Node.js" 0.20, "C#" 0.10, "Kotlin" 0.10, "PostgreSQL" 0.42,
         "MySQL" 0.15, "Redis" 0.25, "Kafka" 0.30, "RabbitMQ" 0.10, "Kubernetes" 0.36, "Docker" 0.34, "AWS" 0.40,
         "Google Cloud" 0.18, "gRPC" 0.16, "GraphQL" 0.13, "Terraform" 0.17, "Distributed systems" 0.30, "Microservices" 0.22,
         "SQL" 0.24, "REST APIs" 0.28, "CI/CD" 0.26, "Observability" 0.14]),
    kind!(2450, "Product engineering", 0.97, ["Full-Stack Engineer", "Full Stack Developer", "Fullstack Software Engineer"],
        ["TypeScript" 0.62, "React" 0.58, "Node.js" 0.48, "PostgreSQL" 0.34, "Python" 0.26, "AWS" 0.30, "GraphQL" 0.20,
         "Docker" 0.22, "Next.js" 0.22, "Ruby on Rails" 0.12, "CSS" 0.24, "CI/CD" 0.18]),
    kind!(1700, "Product engineering", 0.95, ["Frontend Engineer", "Front-End Developer", "Frontend Software Engineer"],
        ["TypeScript" 0.72, "React" 0.66, "JavaScript" 0.44, "CSS" 0.50, "HTML" 0.34, "Vue.js" 0.16, "Angular" 0.14,
         "Next.js" 0.28, "GraphQL" 0.22, "Storybook" 0.14, "Figma" 0.16, "Webpack" 0.10]),
    kind!(1050, "Data", 1.02, ["Data Engineer", "Data Platform Engineer", "Analytics Engineer"],
        ["Python" 0.74, "SQL" 0.70, "Spark" 0.40, "Airflow" 0.40, "dbt" 0.34, "Snowflake" 0.34, "Kafka" 0.28, "AWS" 0.34,
         "BigQuery" 0.22, "Databricks" 0.22, "Terraform" 0.12]),
    kind!(980, "Machine learning", 1.14, ["Machine Learning Engineer", "ML Engineer", "AI Engineer", "Applied Scientist"],
        ["Python" 0.88, "PyTorch" 0.58, "TensorFlow" 0.28, "Machine learning" 0.60, "LLMs" 0.46, "RAG" 0.18, "Kubernetes" 0.22,
         "AWS" 0.24, "SQL" 0.22, "MLflow" 0.14, "CUDA" 0.12]),
    kind!(960, "Operations", 1.02, ["DevOps Engineer", "Site Reliability Engineer", "Cloud Engineer"],
        ["Kubernetes" 0.68, "Terraform" 0.62, "AWS" 0.58, "Linux" 0.44, "Docker" 0.40, "Prometheus" 0.34, "Grafana" 0.30,
         "Python" 0.34, "Go" 0.24, "GitHub Actions" 0.22, "Ansible" 0.20, "Helm" 0.18, "Azure" 0.18]),
    kind!(640, "Platform", 1.08, ["Platform Engineer", "Infrastructure Engineer", "Developer Productivity Engineer"],
        ["Kubernetes" 0.60, "Go" 0.46, "Terraform" 0.44, "AWS" 0.44, "Rust" 0.14, "Linux" 0.34, "Bazel" 0.14, "gRPC" 0.20,
         "Observability" 0.30, "Distributed systems" 0.40]),
    kind!(760, "Mobile", 0.97, ["iOS Engineer", "Android Engineer", "Mobile Engineer"],
        ["Swift" 0.46, "Kotlin" 0.46, "SwiftUI" 0.28, "Jetpack Compose" 0.26, "React Native" 0.24, "Flutter" 0.16, "iOS" 0.40,
         "Android" 0.40, "GraphQL" 0.14, "CI/CD" 0.18]),
    kind!(420, "Data", 0.98, ["Data Scientist", "Data Analyst", "Product Analyst"],
        ["Python" 0.70, "SQL" 0.74, "Pandas" 0.34, "Tableau" 0.22, "Looker" 0.18, "scikit-learn" 0.26, "dbt" 0.14]),
    kind!(330, "Security", 1.08, ["Security Engineer", "Application Security Engineer", "Cloud Security Engineer"],
        ["AWS" 0.44, "Python" 0.40, "Penetration testing" 0.30, "SIEM" 0.26, "IAM" 0.30, "Kubernetes" 0.24, "Cryptography" 0.16]),
    kind!(260, "Quality", 0.84, ["QA Engineer", "Test Automation Engineer", "SDET"],
        ["Selenium" 0.40, "Playwright" 0.40, "Cypress" 0.30, "Python" 0.34, "Java" 0.30, "Postman" 0.18, "CI/CD" 0.34]),
    kind!(120, "Devices", 0.98, ["Embedded Software Engineer", "Firmware Engineer"],
        ["C++" 0.68, "Embedded systems" 0.60, "RTOS" 0.40, "Linux" 0.34, "Rust" 0.14, "Python" 0.24]),
    kind!(60, "Studio", 0.86, ["Gameplay Programmer", "Graphics Programmer"],
        ["C++" 0.74, "Unreal Engine" 0.50, "Unity" 0.34, "Vulkan" 0.24]),
    Kind {
        postings: 80,
        titles: &["Engineering Manager", "Software Engineering Manager"],
        team: "Engineering",
        skills: &[("Distributed systems", 0.3), ("AWS", 0.3), ("Agile", 0.3), ("Python", 0.2), ("Go", 0.2)],
        pay: 1.05,
        is_management: true,
    },
    kind!(55, "Customers", 0.92, ["Solutions Engineer", "Solutions Architect"],
        ["AWS" 0.44, "Python" 0.34, "REST APIs" 0.40, "SQL" 0.30, "Kubernetes" 0.18]),
    kind!(40, "Product", 0.95, ["Technical Program Manager", "Product Manager"],
        ["SQL" 0.34, "Jira" 0.30, "Agile" 0.40, "Figma" 0.20]),
];

macro_rules! cities {
    ($($slug:literal $name:literal $country:literal $region:literal $currency:literal $senior:literal $weight:literal $discloses:literal;)*) => {
        [$(City { slug: $slug, name: $name, country: $country, region: $region, currency: $currency, senior: $senior, weight: $weight, discloses: $discloses }),*]
    };
}

pub const CITIES: [City; 42] = cities! {
    "london-gb" "London" "United Kingdom" "EMEA" "GBP" 112.0 12.0 false;
    "berlin-de" "Berlin" "Germany" "EMEA" "EUR" 100.0 10.0 true;
    "san-francisco-us" "San Francisco" "United States" "North America" "USD" 235.0 11.0 true;
    "new-york-city-us" "New York City" "United States" "North America" "USD" 215.0 9.0 true;
    "seattle-us" "Seattle" "United States" "North America" "USD" 210.0 4.0 true;
    "austin-us" "Austin, TX" "United States" "North America" "USD" 175.0 3.0 true;
    "boston-us" "Boston, MA" "United States" "North America" "USD" 185.0 2.5 true;
    "denver-us" "Denver, CO" "United States" "North America" "USD" 170.0 2.0 true;
    "chicago-us" "Chicago" "United States" "North America" "USD" 170.0 2.0 true;
    "los-angeles-us" "Los Angeles" "United States" "North America" "USD" 190.0 2.0 true;
    "toronto-ca" "Toronto" "Canada" "North America" "CAD" 150.0 3.5 true;
    "vancouver-ca" "Vancouver" "Canada" "North America" "CAD" 148.0 1.5 true;
    "montreal-ca" "Montréal" "Canada" "North America" "CAD" 130.0 1.2 false;
    "munich-de" "Munich" "Germany" "EMEA" "EUR" 98.0 3.0 true;
    "hamburg-de" "Hamburg" "Germany" "EMEA" "EUR" 90.0 1.5 true;
    "amsterdam-nl" "Amsterdam" "Netherlands" "EMEA" "EUR" 92.0 4.0 true;
    "paris-fr" "Paris" "France" "EMEA" "EUR" 78.0 4.0 false;
    "lyon-fr" "Lyon" "France" "EMEA" "EUR" 64.0 0.8 false;
    "madrid-es" "Madrid" "Spain" "EMEA" "EUR" 62.0 2.2 false;
    "barcelona-es" "Barcelona" "Spain" "EMEA" "EUR" 63.0 2.4 false;
    "lisbon-pt" "Lisbon" "Portugal" "EMEA" "EUR" 60.0 2.0 false;
    "dublin-ie" "Dublin" "Ireland" "EMEA" "EUR" 98.0 2.5 false;
    "zurich-ch" "Zürich" "Switzerland" "EMEA" "CHF" 145.0 1.6 false;
    "vienna-at" "Vienna" "Austria" "EMEA" "EUR" 80.0 1.2 true;
    "brussels-be" "Brussels" "Belgium" "EMEA" "EUR" 76.0 0.7 false;
    "milan-it" "Milan" "Italy" "EMEA" "EUR" 58.0 1.0 false;
    "warsaw-pl" "Warsaw" "Poland" "EMEA" "EUR" 66.0 2.2 true;
    "krakow-pl" "Kraków" "Poland" "EMEA" "EUR" 63.0 1.2 true;
    "prague-cz" "Prague" "Czechia" "EMEA" "EUR" 62.0 1.0 false;
    "bucharest-ro" "Bucharest" "Romania" "EMEA" "EUR" 56.0 1.0 false;
    "copenhagen-dk" "Copenhagen" "Denmark" "EMEA" "DKK" 780.0 1.0 false;
    "stockholm-se" "Stockholm" "Sweden" "EMEA" "SEK" 740.0 1.6 false;
    "oslo-no" "Oslo" "Norway" "EMEA" "NOK" 940.0 0.7 false;
    "helsinki-fi" "Helsinki" "Finland" "EMEA" "EUR" 74.0 0.7 false;
    "tel-aviv-il" "Tel Aviv" "Israel" "EMEA" "USD" 135.0 1.4 false;
    "bengaluru-in" "Bengaluru" "India" "APAC" "INR" 5200.0 3.5 false;
    "singapore-sg" "Singapore" "Singapore" "APAC" "SGD" 140.0 1.8 false;
    "tokyo-jp" "Tokyo" "Japan" "APAC" "JPY" 12500.0 1.4 false;
    "sydney-au" "Sydney" "Australia" "APAC" "AUD" 185.0 1.8 false;
    "sao-paulo-br" "São Paulo" "Brazil" "LATAM" "BRL" 260.0 1.4 false;
    "mexico-city-mx" "Mexico City" "Mexico" "LATAM" "MXN" 1300.0 0.9 false;
    "cape-town-za" "Cape Town" "South Africa" "EMEA" "ZAR" 1150.0 0.8 false;
};
