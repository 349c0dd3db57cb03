package sandbox_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"testing"
)

func (w *wire) ask(path string, in map[string]any) map[string]any {
	w.t.Helper()
	body, _ := json.Marshal(in)
	req, _ := http.NewRequest("POST", w.sb.WidgetOrigin()+path, bytes.NewReader(body))
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", w.sb.WidgetOrigin())
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	raw, _ := io.ReadAll(res.Body)
	out := map[string]any{}
	if err := json.Unmarshal(raw, &out); err != nil {
		w.t.Fatalf("%s: %d %s", path, res.StatusCode, raw)
	}
	return out
}

func TestWidgetOriginServesScriptFrameAndControl(t *testing.T) {
	w := start(t)
	for path, kind := range map[string]string{"/assets/signin-widget.js": "text/javascript", "/signin/": "text/html", "/popup/signin/": "text/html", "/control/": "text/html"} {
		res, err := http.Get(w.sb.WidgetOrigin() + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if got := res.Header.Get("Content-Type"); res.StatusCode != 200 || len(got) < len(kind) || got[:len(kind)] != kind {
			t.Errorf("%s: %d %s", path, res.StatusCode, got)
		}
	}
}
