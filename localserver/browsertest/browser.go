// Package browsertest drives a real Chromium for tests of what only a browser can show: origins, frames,
// pop-up windows, content policies. It is for tests only.
package browsertest

import (
	"context"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"aisdesk/localserver/testenv"
)

// Patience is how long a step may take before the test fails. It costs nothing where a step comes about soon, and a
// machine with other work can take half a minute to draw a page.
const Patience = 2 * time.Minute

// Option changes how the browser is started.
type Option func(*[]chromedp.ExecAllocatorOption)

// Resolve maps host names without asking a resolver, in the syntax of --host-resolver-rules.
func Resolve(rules string) Option { return Flag("host-resolver-rules", rules) }

// Flag adds a command-line flag.
func Flag(name string, value any) Option {
	return func(o *[]chromedp.ExecAllocatorOption) { *o = append(*o, chromedp.Flag(name, value)) }
}

// Browser is a profile of its own in a running headless Chromium. It ends with the test.
type Browser struct {
	t   testing.TB
	ctx context.Context
}

// one is the Chromium of the tests of a package; see Main.
var one struct {
	shared bool
	ctx    context.Context
	end    func()
}

// Main runs the tests of a package for its TestMain. Those that start a browser without options share one Chromium, each with a
// profile that nobody else sees: to start one a test takes longer than most tests.
func Main(m *testing.M) int {
	one.shared = true
	code := m.Run()
	if one.end != nil {
		one.end()
	}
	return code
}

// Start starts a browser. Pop-ups are blocked as a browser of today blocks them: only a click opens one.
func Start(t testing.TB, opts ...Option) *Browser {
	t.Helper()
	if len(opts) > 0 || !one.shared {
		ctx, end := launch(t, opts...)
		t.Cleanup(end)
		return &Browser{t, ctx}
	}
	if one.ctx == nil || one.ctx.Err() != nil {
		one.ctx, one.end = launch(t)
	}
	ctx, _ := chromedp.NewContext(one.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(func() { _ = chromedp.Cancel(ctx) }) // closes all its windows, and forgets the profile
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("a profile in Chromium: %v", err)
	}
	return &Browser{t, ctx}
}

// launch starts a Chromium. Its profile is chromedp's own, which removes it even where a process of the browser that ends late still
// writes to it.
func launch(t testing.TB, opts ...Option) (_ context.Context, end func()) {
	t.Helper()
	flags := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(testenv.Need(t, testenv.Chromium)), chromedp.NoSandbox, chromedp.Headless, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("no-proxy-server", true), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-features", "Translate"), chromedp.Flag("password-store", "basic"), chromedp.Flag("lang", "en-US"),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("hide-scrollbars", true),
	}
	for _, o := range opts {
		o(&flags)
	}
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), flags...)
	ctx, stop := chromedp.NewContext(alloc)
	end = func() {
		_ = chromedp.Cancel(ctx) // waits for the browser's end, so that its profile can be removed
		stop()
		stopAlloc()
	}
	if err := chromedp.Do(ctx); err != nil {
		end()
		t.Fatalf("Chromium did not start: %v", err)
	}
	return ctx, end
}

// For is the same browser for a subtest: what goes wrong with its tabs is the subtest's failure.
func (b *Browser) For(t testing.TB) *Browser { return &Browser{t, b.ctx} }
