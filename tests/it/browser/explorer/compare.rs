//! Comparison and percentiles in real browsers.

use super::tools::{CHART, ONE, choose, everywhere};
use thirtyfour::{By, Key};

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

/// The page that leads to the comparison: two runs are chosen by keys alone, or two periods.
#[test]
fn two_runs_are_chosen_on_the_page_of_comparisons() {
    const GO: &str = "document.querySelector('.picked a.go')";
    everywhere(300, async |browser, address, _| {
        let page = address.replace("explore.html", "compare.html");
        browser.open("about:blank").await;
        browser.open(&page).await;
        browser
            .until("there is a picker", "document.querySelectorAll('input[name=side-a]').length > 10")
            .await;
        for (side, step) in [("b", Key::Space + ""), ("a", Key::Down + "")] {
            let input = browser.page.find(By::Css(format!("input[name=side-{side}]"))).await.unwrap();
            input.send_keys(step).await.unwrap();
        }
        browser.until("both are in the link", &format!("/#v=1&a=.+&b=.+/.test({GO}?.href)")).await;
        let both = browser.ask(&format!("return {GO}.hash;")).await;
        assert_eq!(browser.ask("return location.hash;").await, both, "the address keeps the choice");
        browser.ask("location.reload(); return '';").await;
        browser.until("the choice comes back", &format!("{GO}?.hash === {both:?}")).await;
        let pages = "[...document.querySelectorAll('.picked a:not(.go)')].filter(a => /^s\\/.+html$/.test(a.getAttribute('href'))).length";
        browser.until("each leads to its page", &format!("{pages} === 2")).await;
        browser.page.find(By::Css(".picked a.go")).await.unwrap().send_keys(Key::Enter + "").await.unwrap();
        browser.until("they are compared", &format!("{COUNTS}.startsWith('Figures:')")).await;
        browser.open("about:blank").await;
        browser.open(&format!("{page}#v=1&a=..2026-11-01&b=2026-11-16..2026-11-22")).await;
        browser
            .until("days are sides too", &format!("{GO}?.hash.includes('b=2026-11-16..2026-11-22')"))
            .await;
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
