use wasm_bindgen_test::wasm_bindgen_test;

use crate::browser::environment::Environment;

fn assert_read(agent: &str, platform: &str, browser: &str, version: &str) {
    let read = Environment::parse(agent);
    assert_eq!(
        (read.platform, read.browser, &*read.browser_version),
        (platform, browser, version),
        "{agent}"
    );
    assert!(read.is_supported_platform && read.is_supported_browser && read.is_supported_browser_version);
}

#[wasm_bindgen_test]
fn browsers_by_their_user_agents() {
    let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
    let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
    let chrome = [windows, webkit, "Chrome/126.0.0.0 Safari/537.36"].join(" ");
    assert_read(&chrome, "Windows", "Chrome", "126.0.0.0");
    assert_read(&[&chrome, "Edg/126.0.2592.87"].join(" "), "Windows", "Edge", "126.0.2592.87");
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
    assert_read(firefox, "Linux", "Firefox", "128.0");
    let safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                  Version/17.5 Safari/605.1.15";
    assert_read(safari, "macOS", "Safari", "17.5");
    let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                  CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1";
    assert_read(iphone, "iOS", "Chrome", "126.0.6478.54");
    let android =
        ["Mozilla/5.0 (Linux; Android 14; Pixel 8)", webkit, "Chrome/126.0.0.0 Mobile Safari/537.36"];
    assert_read(&android.join(" "), "Android", "Chrome", "126.0.0.0");
}

#[wasm_bindgen_test]
fn an_unknown_browser_is_not_supported() {
    let read = Environment::parse("curl/8.0");
    assert_eq!((read.platform, read.browser, &*read.browser_version), ("Unknown", "Unknown", ""));
    assert!(!read.is_supported_platform && !read.is_supported_browser && !read.is_supported_browser_version);
}

#[wasm_bindgen_test]
fn an_old_browser_is_not_supported() {
    let read = Environment::parse("Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Firefox/60.0");
    assert!(read.is_supported_browser && !read.is_supported_browser_version);
}

#[wasm_bindgen_test]
fn this_browser_is_known() {
    assert!(Environment::current().is_supported_browser_version);
}
