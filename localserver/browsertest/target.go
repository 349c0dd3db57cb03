package browsertest

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// Frames and windows are found by the page that holds or opened them, never by their address alone: a browser that
// several tests share may still hold a frame or a window of the test before.

// Open opens url in a new tab.
func (b *Browser) Open(url string) *Tab {
	b.t.Helper()
	tab, err := b.attach("")
	if err != nil {
		b.t.Fatalf("a new tab: %v", err)
	}
	tab.Go(url)
	return tab
}

// Frame attaches to the frame of another site that stands in this page now and whose address starts with prefix, once
// there is one.
func (tab *Tab) Frame(prefix string) *Tab {
	tab.t.Helper()
	frame := tab.await("frame", prefix, func() []target.Info {
		ids := tab.frames()
		return tab.targets(func(i target.Info) bool { return i.Type == "iframe" && slices.Contains(ids, i.TargetID) })
	})
	frame.page = tab.page
	return frame
}

// Window attaches to the tab or pop-up window whose address starts with prefix and that this page or one of its frames
// opened, once there is one.
func (tab *Tab) Window(prefix string) *Tab {
	tab.t.Helper()
	return tab.await("window", prefix, tab.opened)
}

// NoWindow waits until no window that this page opened and whose address starts with prefix is left.
func (tab *Tab) NoWindow(prefix string) {
	tab.t.Helper()
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if !slices.ContainsFunc(tab.opened(), func(i target.Info) bool { return strings.HasPrefix(i.URL, prefix) }) {
			return
		}
	}
	tab.t.Fatalf("the window at %s stays open", prefix)
}

// opened are the windows that this page or one of its frames opened.
func (tab *Tab) opened() []target.Info {
	return tab.targets(func(i target.Info) bool { return i.Type == "page" && i.OpenerID == tab.page })
}

// targets are the browser's targets that fit. It answers after this tab has gone, too.
func (tab *Tab) targets(fit func(target.Info) bool) []target.Info {
	ctx, cancel := context.WithTimeout(tab.b.ctx, Patience)
	defer cancel()
	all, err := chromedp.Targets(ctx)
	if err != nil && tab.b.ctx.Err() == nil {
		tab.t.Logf("asking for the browser's targets: %v", err)
	}
	var some []target.Info
	for _, i := range all {
		if fit(*i) {
			some = append(some, *i)
		}
	}
	return some
}

// frames are the ids of the iframe elements that stand in the page now. A frame that the page held before a reload is
// none of them, though the browser may list it still.
func (tab *Tab) frames() (ids []target.ID) {
	ctx, cancel := context.WithTimeout(tab.ctx, Patience)
	defer cancel()
	for n := 0; ; n++ {
		r, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.querySelectorAll('iframe')[" + strconv.Itoa(n) + "]"})
		if err != nil || r.Result == nil || r.Result.ObjectID == "" {
			return ids
		}
		d, err := chromedp.Call(ctx, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: r.Result.ObjectID})
		if err == nil && d.Node != nil {
			ids = append(ids, target.ID(d.Node.FrameID))
		}
	}
}

// await attaches to the first target whose address starts with prefix. One that goes away meanwhile is looked for anew.
func (tab *Tab) await(kind, prefix string, candidates func() []target.Info) *Tab {
	tab.t.Helper()
	var seen []target.Info
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		seen = candidates()
		for _, i := range seen {
			if !strings.HasPrefix(i.URL, prefix) {
				continue
			}
			if found, err := tab.b.attach(i.TargetID); err == nil {
				return found
			}
		}
		if tab.ctx.Err() != nil {
			tab.t.Fatalf("the page went away while waiting for its %s at %s", kind, prefix)
		}
	}
	tab.t.Fatalf("no %s at %s; there are %+v", kind, prefix, seen)
	return nil
}

func (b *Browser) attach(id target.ID) (*Tab, error) {
	var opts []chromedp.ContextOption
	if id != "" {
		opts = append(opts, chromedp.WithTargetID(id))
	}
	ctx, stop := chromedp.NewContext(b.ctx, opts...)
	limit := time.AfterFunc(Patience/4, stop)
	err := chromedp.Do(ctx) // the first run decides how long the target lives: it gets the long context
	if !limit.Stop() && err == nil {
		err = context.DeadlineExceeded
	}
	if err != nil {
		stop()
		return nil, err
	}
	id = chromedp.FromContext(ctx).Target.TargetID
	return &Tab{t: b.t, b: b, ctx: ctx, stop: stop, id: id, page: id}, nil
}

// Closed waits until this tab, window or frame is gone.
func (tab *Tab) Closed() {
	tab.t.Helper()
	for end := time.Now().Add(Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if len(tab.targets(func(i target.Info) bool { return i.TargetID == tab.id })) == 0 {
			return
		}
	}
	tab.t.Errorf("the window stays open: %+v", tab.targets(func(i target.Info) bool { return i.TargetID == tab.id }))
}
