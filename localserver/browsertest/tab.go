package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Tab is one page of the browser: a tab, a pop-up window, or a frame of another site. Every step fails the test
// when it does not come about within Patience.
type Tab struct {
	t    testing.TB
	b    *Browser
	ctx  context.Context
	stop context.CancelFunc
	id   target.ID
	page target.ID // of the tab or window in which it stands; its own id but for a frame
}

func (tab *Tab) do(what string, steps ...chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, Patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Context is for chromedp's own actions.
func (tab *Tab) Context() context.Context { return tab.ctx }

// Go opens url in this tab.
func (tab *Tab) Go(url string) {
	tab.t.Helper()
	tab.do("open "+url, chromedp.Navigate(url))
}

// Reload reloads the page.
func (tab *Tab) Reload() {
	tab.t.Helper()
	tab.do("reload", chromedp.Reload())
}

// Close closes the tab as its user would, without asking, but with the page's pagehide, and waits until it is gone.
func (tab *Tab) Close() {
	tab.t.Helper()
	tab.stop()
	tab.Closed()
}

// Steps find elements by scripts that they run in the page, never by chromedp's own queries: those wait for the tree of
// nodes that chromedp keeps, which a frame that navigates while it is attached to never gets.

// Click clicks the first element of the CSS selector, with the standing of a user's click, once it can be reached.
func (tab *Tab) Click(sel string) {
	tab.t.Helper()
	waitReachable(tab, sel)
	Eval[bool](tab, "(document.querySelector("+quote(sel)+").click(), true)")
}

// ClickLast clicks what closes this window and waits until it is gone: the window may go before it has answered.
func (tab *Tab) ClickLast(sel string) {
	tab.t.Helper()
	waitReachable(tab, sel)
	last(tab, "click on "+sel, func(ctx context.Context) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("(document.querySelector("+quote(sel)+").click(), true)", userGesture))
		return err
	})
}

// PressLast sends the key that closes this window and waits until it is gone.
func (tab *Tab) PressLast(key string) {
	tab.t.Helper()
	last(tab, "press", func(ctx context.Context) error { return chromedp.Do(ctx, chromedp.KeyEvent(key)) })
}

func last(tab *Tab, what string, act func(context.Context) error) {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, Patience)
	defer cancel()
	err := act(ctx)
	tab.Closed()
	if err != nil && tab.t.Failed() {
		tab.t.Logf("%s: %v", what, err)
	}
}

// Type gives the focus to an element and types into it, after what is there was removed.
func (tab *Tab) Type(sel, text string) {
	tab.t.Helper()
	tab.WaitVisible(sel)
	Eval[bool](tab, "(e => { e.focus(); e.value = ''; return true })(document.querySelector("+quote(sel)+"))")
	for _, r := range text {
		tab.do("type into "+sel, chromedp.KeyEvent(string(r)))
	}
	if got := Eval[string](tab, "document.querySelector("+quote(sel)+").value"); got != text {
		tab.t.Fatalf("typed %q into %s, it holds %q", text, sel, got)
	}
}

// Choose picks the value of a select element.
func (tab *Tab) Choose(sel, value string) {
	tab.t.Helper()
	tab.WaitVisible(sel)
	Eval[bool](tab, "(e => { e.value = "+quote(value)+"; e.dispatchEvent(new Event('change', {bubbles: true})); return true })(document.querySelector("+quote(sel)+"))")
}

// Press sends keys to the focused element: runes, or names of chromedp's kb package.
func (tab *Tab) Press(keys string) {
	tab.t.Helper()
	tab.do("press", chromedp.KeyEvent(keys))
}

// Text is the visible text of an element, "" when there is none.
func (tab *Tab) Text(sel string) string {
	tab.t.Helper()
	return Eval[string](tab, "document.querySelector("+quote(sel)+")?.innerText ?? ''")
}

// WaitVisible waits until an element is there and takes room.
func (tab *Tab) WaitVisible(sel string) {
	tab.t.Helper()
	tab.WaitFor("(e => !!e && e.getClientRects().length > 0)(document.querySelector(" + quote(sel) + "))")
}

// waitReachable waits until an element takes room and nothing else lies over its middle, so that a pointer can click it.
func waitReachable(tab *Tab, sel string) {
	tab.t.Helper()
	tab.WaitFor(`(e => {
		if (!e || !e.getClientRects().length) return false
		e.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'})
		const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2)
		return !!top && (e.contains(top) || top.closest('label')?.control === e)
	})(document.querySelector(` + quote(sel) + `))`)
}

// WaitText waits until the visible text of an element contains part.
func (tab *Tab) WaitText(sel, part string) {
	tab.t.Helper()
	waitFor(tab, fmt.Sprintf("(document.querySelector(%s)?.innerText ?? '').includes(%s)", quote(sel), quote(part)),
		func() string { return fmt.Sprintf("%s says %q, not %q", sel, tab.Text(sel), part) })
}

// WaitFor waits until a JavaScript expression is true.
func (tab *Tab) WaitFor(js string) {
	tab.t.Helper()
	waitFor(tab, js, func() string { return "never true: " + js + "; the page shows " + quote(tab.Text("body")) })
}

func waitFor(tab *Tab, js string, sorry func() string) {
	tab.t.Helper()
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		ctx, cancel := context.WithDeadline(tab.ctx, end)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+js+")"))
		cancel()
		if err == nil && ok {
			return
		}
		if tab.ctx.Err() != nil {
			tab.t.Fatalf("the page went away while waiting for %s", js)
		}
	}
	tab.t.Fatal(sorry())
}

// Eval returns the value of a JavaScript expression; a promise is awaited. It runs with the standing of a
// user's act, so that it may open a window.
func Eval[T any](tab *Tab, js string) T {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, Patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise, userGesture))
	if err != nil {
		tab.t.Fatalf("%s: %v", js, err)
	}
	return v
}

func userGesture(p *runtime.EvaluateParams) { p.UserGesture = new(true) }

// Size sets the size of the window's inside; mobile makes it a phone with touch.
func (tab *Tab) Size(width, height int64, mobile bool) {
	tab.t.Helper()
	var opts []chromedp.EmulateViewportOption
	if mobile {
		opts = append(opts, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2))
	}
	tab.do("size", chromedp.EmulateViewport(width, height, opts...))
}

// Dark makes the page believe that the user likes dark pages, or light ones.
func (tab *Tab) Dark(dark bool) {
	tab.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[dark]
	_, err := chromedp.Call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	if err != nil {
		tab.t.Fatal(err)
	}
}

// Screenshot writes a PNG of what is visible.
func (tab *Tab) Screenshot(path string) {
	tab.t.Helper()
	b, err := chromedp.Run(tab.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o755)
	}
	if err == nil {
		err = os.WriteFile(path, b, 0o644)
	}
	if err != nil {
		tab.t.Fatal(err)
	}
}

// quote writes s as a JavaScript string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x2028 || r == 0x2029:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// WithoutScripts switches off the scripts of pages that this tab opens from now on.
func (tab *Tab) WithoutScripts() {
	tab.t.Helper()
	if _, err := chromedp.Call(tab.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		tab.t.Fatal(err)
	}
}
