use std::fs;

use tempfile::TempDir;

use super::*;

/// A database of its own, which is gone with the folder.
pub(super) async fn new_storage() -> (TempDir, Storage) {
    let folder = tempfile::tempdir().unwrap();
    let storage = Storage::open(folder.path()).await.unwrap();
    (folder, storage)
}

async fn complaint(folder: &Path) -> String {
    let error = Storage::open(folder).await.unwrap_err().to_string();
    assert!(error.contains(folder.to_str().unwrap()) && error.contains("`server.data`"), "{error}");
    error
}

#[tokio::test]
async fn what_is_no_database_or_no_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    fs::write(&file, "a letter to nobody, which is long enough to be taken for a page of something").unwrap();
    assert!(complaint(folder.path()).await.contains("not a database"));
    assert!(complaint(&file).await.contains("made"));
}

#[tokio::test]
async fn the_folder_is_made_and_an_old_database_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("a/b");
    for _ in 0..2 {
        let storage = Storage::open(&below).await.unwrap();
        assert!(storage.is_well().await);
        storage.close().await;
        assert!(!storage.is_well().await);
        assert_eq!(fs::read_dir(&below).unwrap().count(), 1);
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, storage) = new_storage().await;
    storage.change().await.unwrap().commit().await.unwrap();
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
    }
}

#[tokio::test]
async fn a_database_that_takes_no_change_is_not_well() {
    let (folder, storage) = new_storage().await;
    let other = Storage::open(folder.path()).await.unwrap();
    let change = other.change().await.unwrap();
    assert!(!storage.is_well().await);
    change.rollback().await.unwrap();
    assert!(storage.is_well().await);
}
