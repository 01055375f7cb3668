package io.parm.lab.report;

/** How a page looks: for a screen, and for paper. */
final class PageStyle {

    static final String CSS = """
            body { font: 15px/1.45 system-ui, sans-serif; color: #222B38; background: #F5F6F8; max-width: 1060px;
                   margin: 32px auto; padding: 0 20px; }
            h1 { font-size: 26px; margin: 0 0 4px; }
            h2 { font-size: 17px; margin: 0 0 14px; }
            section { background: #fff; border: 1px solid #E3E7EC; border-radius: 8px; padding: 18px 22px; margin: 18px 0;
                      break-inside: avoid; }
            .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 18px; margin: 18px 0; }
            @media (max-width: 800px) { .pair { grid-template-columns: 1fr; } }
            .pair section { margin: 0; }
            svg { font: 13px system-ui, sans-serif; max-width: 100%; height: auto; }
            table { border-collapse: collapse; width: 100%; }
            th { text-align: left; font-weight: 500; width: 14em; }
            th, td { padding: 6px 14px 6px 0; border-bottom: 1px solid #E3E7EC; vertical-align: top; }
            tr:last-child th, tr:last-child td { border-bottom: 0; }
            td:nth-child(2) { white-space: nowrap; width: 8em; text-align: right; font-variant-numeric: tabular-nums; }
            td:last-child, .note { color: #6B7280; }
            .wide { overflow-x: auto; }
            .wide th, .wide td { width: auto; white-space: nowrap; text-align: right; color: inherit; padding-right: 12px;
                                 font-size: 13px; font-variant-numeric: tabular-nums; }
            .wide th:first-child, .wide td:first-child { text-align: left; }
            .note { margin: 10px 0 0; font-size: 14px; }
            .group { display: flex; flex-wrap: wrap; gap: 14px; align-items: flex-start; padding: 14px 0;
                     border-top: 1px solid #E3E7EC; }
            .group:first-child { border-top: 0; padding-top: 0; }
            .arrow { font-size: 26px; color: #6B7280; padding-top: 26px; }
            figure { margin: 0; width: 176px; }
            figure img { height: 84px; image-rendering: pixelated; border: 1px solid #E3E7EC; display: inline-block; }
            figcaption { font-size: 13px; margin-top: 4px; }
            svg image { image-rendering: pixelated; }
            .legend { margin: 0 0 14px; }
            .legend span { display: inline-block; width: 18px; height: 12px; border: 2px solid; margin: 0 6px -1px 18px; }
            .legend span:first-child { margin-left: 0; }
            .layers { display: flex; gap: 4px; flex-wrap: wrap; }
            .arrow + figure { width: 100px; }
            .layers img:not(:only-child) { height: 40px; }
            .right { color: #00734F; }
            .wrong { color: #B33F00; font-weight: 600; }
            """;

    private PageStyle() {}
}
