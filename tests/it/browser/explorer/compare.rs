//! Comparison and percentiles in real browsers.

use super::tools::{CHART, ONE, choose, everywhere};
use thirtyfour::By;

const COUNTS: &str = "(document.querySelector('#explorer-compare [role=status]')?.innerText || '')";

#[test]
fn two_periods_are_compared_and_the_link_keeps_them() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, "").await;
        let title = By::XPath("//section[@aria-label='Compare']//h2/button");
        browser.page.find(title).await.unwrap().click().await.unwrap();
        browser.until("what to do is said", &format!("{COUNTS}.includes('choose a snapshot')")).await;
        let weeks = By::XPath("//button[contains(., 'The last week with')]");
        browser.page.find(weeks).await.unwrap().click().await.unwrap();
        browser.until("figures are counted", &format!("{COUNTS}.startsWith('Figures:')")).await;
        browser.until("the address has both", "/a=.*\\.\\..*b=.*\\.\\./.test(location.hash)").await;
        browser
            .until(
                "a table tells what changed",
                "document.querySelectorAll('#explorer-compare tbody tr').length > 0",
            )
            .await;
        let before = browser.ask(&format!("return {COUNTS};")).await;
        browser.ask("location.reload(); return '';").await;
        browser.until("the link keeps it", &format!("{COUNTS} === {before:?}")).await;
    });
}

#[test]
fn snapshots_are_picked_from_table_and_chart() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, ONE).await;
        browser.until("the table has rows", "document.querySelector('[data-side=b]')").await;
        browser.ask("document.querySelector('[data-side=b]').click(); return '';").await;
        browser.until("the newest is B", "location.hash.includes('&b=')").await;
        browser.until("the chart stands", CHART).await;
        let canvas = browser.page.find(By::Css(".explorer-canvas")).await.unwrap();
        canvas.send_keys(thirtyfour::Key::Home).await.unwrap();
        // A person sees the cursor before choosing.
        tokio::time::sleep(std::time::Duration::from_millis(700)).await;
        canvas.send_keys("a").await.unwrap();
        browser.until("the first is A", "location.hash.includes('&a=')").await;
        browser.until("they are compared", &format!("{COUNTS}.startsWith('Figures:')")).await;
        let pages = "[...document.querySelectorAll('#explorer-compare dd a')].every(a => a.getAttribute('href').startsWith('s/'))";
        browser.until("each leads to its page", pages).await;
    });
}

#[test]
fn percentiles_are_merged_from_histograms_that_are_loaded_when_asked_for() {
    everywhere(300, async |browser, address, _| {
        choose(browser, address, "").await;
        let scripts = "[...document.scripts].filter(s => s.src.includes('data/loads-')).length";
        browser.until("no response times are loaded", &format!("{scripts} === 0")).await;
        let title = By::XPath("//section[@aria-label='Percentiles']//h2/button");
        browser.page.find(title).await.unwrap().click().await.unwrap();
        let cells = "document.querySelectorAll('#explorer-percentiles tbody tr td').length";
        browser.until("the table stands", &format!("{cells} >= 10")).await;
        browser.until("they came as files", &format!("{scripts} > 0")).await;
        browser
            .until("the curve is drawn", "document.querySelector('#explorer-percentiles figure svg path')")
            .await;
        let samples = "document.querySelector('#explorer-percentiles tbody td:nth-child(3)').innerText";
        let all = browser.ask(&format!("return {samples};")).await;
        let hash = "location.hash.includes('open=percentiles')";
        browser.until("the address has it", hash).await;
        let week = By::XPath("//div[@aria-label='Days shown']//button[text()='Week']");
        browser.page.find(week).await.unwrap().click().await.unwrap();
        browser.until("the filter is merged", &format!("{samples} !== {all:?}")).await;
    });
}
