//! The closed vocabularies. The order of variants is the order of pages and the code in a snapshot:
//! add at the end (before nothing else depends on it), never reorder within a snapshot version.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $slug:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl $name {
            /// Every value, in the order of its code.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The value's code: its place in [`Self::ALL`].
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// The value of that code.
            pub fn from_code(code: u8) -> Option<Self> {
                Self::ALL.get(usize::from(code)).copied()
            }

            /// As written in query strings and records.
            pub const fn slug(self) -> &'static str {
                match self { $($name::$variant => $slug),* }
            }

            /// As shown to people.
            pub const fn label(self) -> &'static str {
                match self { $($name::$variant => $label),* }
            }

            /// The value of that slug.
            pub fn from_slug(slug: &str) -> Option<Self> {
                match slug { $($slug => Some($name::$variant),)* _ => None }
            }
        }
    };
}

vocabulary! {
    /// Kind of work, 17 values and "unspecified". `NotTech` is stored and never listed.
    Category {
        /// Nothing resolved the title; still listed.
        #[default]
        Unspecified = "unspecified", "Not stated";
        /// Server side.
        Backend = "backend", "Backend";
        /// Browser side.
        Frontend = "frontend", "Frontend";
        /// Both sides.
        FullStack = "full-stack", "Full-stack";
        /// iOS, Android.
        Mobile = "mobile", "Mobile";
        /// Pipelines, warehouses.
        DataEngineering = "data-engineering", "Data engineering";
        /// Analysis, statistics, business intelligence.
        DataScience = "data-science", "Data science";
        /// Models, research in learning.
        MachineLearning = "machine-learning", "Machine learning";
        /// Operations, reliability, cloud.
        DevopsSre = "devops-sre", "DevOps & SRE";
        /// Internal platforms, storage, compilers.
        PlatformInfrastructure = "platform-infrastructure", "Platform & infrastructure";
        /// Security.
        Security = "security", "Security";
        /// Quality assurance and test automation.
        QaTest = "qa-test", "QA & test";
        /// Firmware, hardware, robotics.
        EmbeddedHardware = "embedded-hardware", "Embedded & hardware";
        /// Games, graphics.
        GameGraphics = "game-graphics", "Games & graphics";
        /// Managers and directors of engineers.
        EngineeringManagement = "engineering-management", "Engineering management";
        /// Product, design, writing, IT.
        ProductDesignOtherTech = "product-design-other-tech", "Product, design & other tech";
        /// Solutions, support, field engineering.
        SolutionsSupport = "solutions-support", "Solutions & support";
        /// Everything outside technology.
        NotTech = "not-tech", "Not tech";
    }
}

vocabulary! {
    /// Rung of the ladder.
    Level {
        /// Nothing says it.
        #[default]
        Unspecified = "unspecified", "Not stated";
        /// Interns, trainees, working students.
        Intern = "intern", "Intern";
        /// 0–2 years.
        Junior = "junior", "Junior";
        /// 2–5 years.
        Mid = "mid", "Mid";
        /// 5–8 years.
        Senior = "senior", "Senior";
        /// Staff and individual-contributor leads.
        Staff = "staff", "Staff";
        /// Principal, distinguished, fellow.
        Principal = "principal", "Principal";
        /// Managers of people.
        Manager = "manager", "Manager";
        /// Directors, heads, VPs, chiefs.
        DirectorPlus = "director-plus", "Director+";
    }
}

vocabulary! {
    /// Where the work is done.
    Workplace {
        /// Nothing says it.
        #[default]
        Unspecified = "unspecified", "Not stated";
        /// At the employer's place.
        OnSite = "on-site", "On-site";
        /// Some days there.
        Hybrid = "hybrid", "Hybrid";
        /// Fully remote, if only from some countries.
        Remote = "remote", "Remote";
    }
}

vocabulary! {
    /// Kind of contract.
    Employment {
        /// Nothing says it.
        #[default]
        Unspecified = "unspecified", "Not stated";
        /// Full-time.
        FullTime = "full-time", "Full-time";
        /// Part-time.
        PartTime = "part-time", "Part-time";
        /// Contract, freelance, fixed term.
        Contract = "contract", "Contract";
        /// Internship.
        Internship = "internship", "Internship";
        /// Temporary, seasonal.
        Temporary = "temporary", "Temporary";
    }
}

vocabulary! {
    /// Whether the employer sponsors a visa.
    Visa {
        /// Nothing says it.
        #[default]
        Unspecified = "unspecified", "Not stated";
        /// Sponsorship or relocation help is offered.
        Offered = "offered", "Offered";
        /// No sponsorship, or work authorisation is required.
        Refused = "refused", "Refused";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_and_codes_round_trip() {
        for &c in Category::ALL {
            assert_eq!(Category::from_slug(c.slug()), Some(c));
            assert_eq!(Category::from_code(c.code()), Some(c));
        }
        assert_eq!(Level::from_slug("director-plus"), Some(Level::DirectorPlus));
        assert_eq!(Workplace::from_slug("office"), None);
    }
}
