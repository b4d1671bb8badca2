//! Random walks
/// x
pub fn seed_from_environment() -> Option<u64> {
    std::env::var("OFFHOOK_SIM_SEED").ok()?.parse().ok()
}
