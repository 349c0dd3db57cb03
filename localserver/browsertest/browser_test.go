package browsertest

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/target"
)

// pages serves a page on 127.0.0.1 that frames one of localhost, which opens a window there. Each shows the name that
// its address gives it.
func pages(t *testing.T) (page, origin string) {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Query().Get("name")
		w.Header().Set("Content-Type", "text/html")
		_, port, _ := net.SplitHostPort(r.Host)
		switch r.URL.Path {
		case "/page":
			fmt.Fprintf(w, `<p id="name">%s</p><iframe src="http://localhost:%s/frame?name=%[1]s"></iframe>`, name, port)
		case "/frame":
			fmt.Fprintf(w, `<p id="name">%s</p><button id="open" onclick="window.open('/window?name=%[1]s', '_blank')">open</button>`, name)
		case "/window":
			fmt.Fprintf(w, `<p id="name">%s</p><button id="close" onclick="window.close()">close</button>`, name)
		}
	}))
	t.Cleanup(s.Close)
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	return s.URL + "/page?name=", "http://localhost:" + port
}

// Two pages of one browser frame the same site and open windows of it: each finds its own, before and after a reload,
// and when the other has gone.
func TestFramesAndWindowsAreThePagesOwn(t *testing.T) {
	b := Start(t, Flag("site-per-process", true)).For(t)
	page, origin := pages(t)
	names := []string{"first", "second"}
	tabs := map[string]*Tab{}
	for _, name := range names {
		tabs[name] = b.Open(page + name)
	}
	windows := map[string]*Tab{}
	for range 3 {
		for _, name := range names {
			tabs[name].Reload()
			frame := tabs[name].Frame(origin + "/frame")
			frame.WaitText("#name", name)
			frame.Click("#open")
			windows[name] = tabs[name].Window(origin + "/window")
			windows[name].WaitText("#name", name)
		}
		for _, name := range names {
			windows[name].ClickLast("#close")
			tabs[name].NoWindow(origin + "/window")
		}
	}
	left := tabs["second"].targets(func(i target.Info) bool {
		return i.TargetID == windows["first"].id || i.TargetID == windows["second"].id
	})
	if len(left) > 0 {
		t.Errorf("clicked away and still there: %+v", left)
	}
	tabs["first"].Close()
	if all := tabs["second"].targets(func(i target.Info) bool { return i.TargetID == tabs["first"].id }); len(all) > 0 {
		t.Errorf("closed and still there: %+v", all)
	}
	tabs["second"].Frame(origin+"/frame").WaitText("#name", "second")
}
