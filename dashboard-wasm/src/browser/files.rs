//! Files that the reader chose or dropped.

use crate::data::own::Reader;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};
use yew::Callback;

/// Bytes of one file at most: a snapshot is a thousandth of it.
const LARGEST: f64 = 256e6;

/// Files read before the browser may draw again.
const AT_ONCE: usize = 50;

/// The files chosen in the field that an event is about; the field is emptied, so that the same can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let files =
        field.as_ref().and_then(HtmlInputElement::files).map(|files| listed(&files)).unwrap_or_default();
    if let Some(field) = field {
        field.set_value("");
    }
    files
}

/// The files that were dropped.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    let files = event.data_transfer().and_then(|data| data.files());
    files.map(|files| listed(&files)).unwrap_or_default()
}

/// Whether what is dragged over the page are files.
pub fn drags_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().iter().any(|kind| kind == "Files"))
}

fn listed(files: &FileList) -> Vec<File> {
    let all = (0..files.length()).filter_map(|at| files.get(at));
    // Of a whole folder only what can be an archive's; a single file of another name is read and refused by name.
    let all: Vec<File> = all.collect();
    let ours = |file: &File| {
        [".json", ".jsonl", ".ndjson", ".snapshots"].iter().any(|end| file.name().ends_with(end))
    };
    if all.iter().any(ours) { all.into_iter().filter(ours).collect() } else { all }
}

/// Reads files, and tells how many are done.
pub async fn read(files: Vec<File>, done: Callback<usize>) -> Reader {
    let mut reader = Reader::default();
    for (number, file) in files.into_iter().enumerate() {
        if number % AT_ONCE == 0 {
            done.emit(number);
            yew::platform::time::sleep(std::time::Duration::ZERO).await;
        }
        let name = file.name();
        if file.size() > LARGEST {
            reader.fault(&name, "it is larger than any archive file".to_owned());
            continue;
        }
        match JsFuture::from(file.array_buffer()).await {
            Ok(buffer) => reader.add(&name, &js_sys::Uint8Array::new(&buffer).to_vec()),
            Err(_) => reader
                .fault(&name, "the browser could not read it (a folder, or a file that is gone)".to_owned()),
        }
    }
    reader
}
