//! Which browser this is, for `Features.DebugInfo`.

use offhook_protocol::text::cut;

/// What the browser says about itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Environment {
    /// The operating system.
    pub(crate) platform: &'static str,
    /// The browser.
    pub(crate) browser: &'static str,
    /// Its version.
    pub(crate) browser_version: String,
    /// Whether the SDK is meant for this operating system.
    pub(crate) is_supported_platform: bool,
    /// Whether it is meant for this browser.
    pub(crate) is_supported_browser: bool,
    /// Whether it is meant for this version of it.
    pub(crate) is_supported_browser_version: bool,
}

/// What stands before the version in a user agent string, the browser's name, and the oldest version that has all that the
/// SDK uses. The first that is found counts, as most browsers also name the ones that they descend from.
///
/// What decides are reference types of WebAssembly in Chromium, bulk memory in Firefox, and saturating conversions in Safari
/// (15.1, which is not told from 15.0 here).
const BROWSERS: [(&str, &str, u32); 9] = [
    ("Edg/", "Edge", 96),
    ("EdgA/", "Edge", 96),
    ("EdgiOS/", "Edge", 96),
    ("SamsungBrowser/", "Samsung Internet", 17),
    ("Firefox/", "Firefox", 79),
    ("FxiOS/", "Firefox", 79),
    ("CriOS/", "Chrome", 96),
    ("Chrome/", "Chrome", 96),
    ("Version/", "Safari", 15),
];

/// What a user agent string has in it, and the operating system's name.
const PLATFORMS: [(&str, &str); 7] = [
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iOS"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

impl Environment {
    /// Of this page.
    pub(crate) fn current() -> Environment {
        let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok());
        Environment::parse(&agent.unwrap_or_default())
    }

    /// Reads a `User-Agent` string.
    pub(crate) fn parse(agent: &str) -> Environment {
        let platform = PLATFORMS.iter().find(|(mark, _)| behind(agent, mark).is_some());
        let browser = BROWSERS.iter().find_map(|(mark, name, oldest)| {
            let version = behind(agent, mark)?;
            let version = cut(version, b' ').map_or(version, |(version, _)| version);
            Some((*name, version, *oldest))
        });
        let (name, version, oldest) = browser.unwrap_or(("Unknown", "", u32::MAX));
        let major = cut(version, b'.').map_or(version, |(major, _)| major).parse::<u32>().ok();
        Environment {
            platform: platform.map_or("Unknown", |(_, name)| name),
            browser: name,
            browser_version: version.to_owned(),
            is_supported_platform: platform.is_some(),
            is_supported_browser: browser.is_some(),
            is_supported_browser_version: major.is_some_and(|major| major >= oldest),
        }
    }
}

/// What stands behind a mark. `str::find` would do, but its fast search is 3 kB of WebAssembly.
fn behind<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let at = text.as_bytes().windows(mark.len()).position(|part| part == mark.as_bytes())?;
    text.get(at + mark.len()..)
}
