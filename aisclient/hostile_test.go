package aisclient

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"
)

// A hostile server gets an error out of a program within 2 s of its processor time and 200 MB of its memory. Each
// answer is given to a process of its own, which asks for it as a backend does and decodes what it got.
func TestHostileAnswersCostLittle(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector takes time and memory of its own")
	}
	if _, err := os.Stat("/proc/self/status"); err != nil {
		t.Skip("this system does not tell the peak memory of a process")
	}
	if testing.Short() {
		t.Skip("starts a process for each of many answers")
	}
	for name, h := range hostileAnswers() {
		srv := httptest.NewServer(h.answer)
		asks := h.asks
		if asks == "" {
			asks = "command"
		}
		for ask := range strings.FieldsSeq(asks) {
			c := runHostile(t, srv.URL, ask)
			if c.said == "" || strings.Contains(c.said, "nothing wrong") {
				t.Errorf("%s, %s: accepted", name, ask)
			}
			if c.peak > 200e6 || c.cpu > 2*time.Second {
				t.Errorf("%s, %s: %.0f MB, %v: %s", name, ask, float64(c.peak)/1e6, c.cpu, c.said)
			}
			t.Logf("%-32s %-12s %4.0f MB %6.0f ms  %.90s", name, ask, float64(c.peak)/1e6, c.cpu.Seconds()*1000, c.said)
		}
		srv.CloseClientConnections()
		srv.Close()
	}
}

// hostileAnswer is an answer and what is asked of it, "command" if empty.
type hostileAnswer struct {
	answer http.HandlerFunc
	asks   string
}

const xmlAsks = "command data catalog scores mock"
const jsonAsks = "summary income profiles redirection upload"

func hostileAnswers() map[string]hostileAnswer {
	all := map[string]hostileAnswer{
		"70 MB announced":  {sent(200, func(w io.Writer) { flood(w, "<reply>", "<a>some text</a>", 5<<20) }), "command catalog"},
		"endless elements": {endless(200, "<reply>", "<a>some text, and more of it</a>"), xmlAsks},
		"endless gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			flood(z, "<reply>", strings.Repeat(" ", 4096), 1<<19)
			_ = z.Close()
		}, "command summary"},
		"endless headers":       {headers, "command summary"},
		"a list of numbers":     {endless(200, "[", "0,"), jsonAsks},
		"8 MB of numbers":       {sent(200, func(w io.Writer) { flood(w, "[0", ",0", 4<<20-8); _, _ = io.WriteString(w, "]") }), jsonAsks},
		"8 MB of members":       {sent(200, func(w io.Writer) { members(w, 700_000) }), "summary profiles redirection upload"},
		"deep JSON":             {sent(200, func(w io.Writer) { flood(w, "", "[", 1<<20-1) }), jsonAsks},
		"a refusal of 60 MB":    {sent(500, func(w io.Writer) { flood(w, "[0", ",0", 30<<20); _, _ = io.WriteString(w, "]") }), "mock command"},
		"a refusal without end": {endless(400, `<reply><exception name="A"><message>`, "message "), "mock"},
		"a comment without end": {endless(401, `<reply><comment>`, "message <b/>"), "mock"},
		"a catalog of 60 MB": {sent(200, func(w io.Writer) {
			flood(w, "<reply><targets>", `<target name="a"/>`, 3<<20)
			_, _ = io.WriteString(w, "</targets></reply>")
		}), "catalog"},
		"scores of 8 MB": {sent(200, func(w io.Writer) {
			flood(w, "<reply><models>", `<model id="a"><s/></model>`, 300_000)
			_, _ = io.WriteString(w, "</models></reply>")
		}), "scores"},
		"a web page without end": {endless(200, "<html>", "<p>"), "command summary"},
	}
	for name, reply := range hostile {
		all[name] = hostileAnswer{sent(200, func(w io.Writer) { _, _ = io.Copy(w, reply()) }), "data"}
	}
	for name, reply := range map[string]string{
		"two roots": `<reply status="200 OK"/>` + `<reply status="200 OK"/>`, "a document type": `<!DOCTYPE reply [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><reply>&b;</reply>`,
	} {
		all[name] = hostileAnswer{sent(200, func(w io.Writer) { _, _ = io.WriteString(w, reply) }), xmlAsks}
	}
	return all
}

// sent answers with what write writes.
func sent(status int, write func(io.Writer)) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		b := bufio.NewWriterSize(w, 1<<16)
		write(b)
		_ = b.Flush()
	}
}

// endless answers until the other side has had enough.
func endless(status int, head, body string) http.HandlerFunc {
	return sent(status, func(w io.Writer) { flood(w, head, body, (200<<20)/len(body)) })
}

func flood(w io.Writer, head, body string, n int) {
	_, _ = io.WriteString(w, head)
	for range n {
		if _, err := io.WriteString(w, body); err != nil {
			return
		}
	}
}

func members(w io.Writer, n int) {
	_, _ = io.WriteString(w, `{"content":{"PLN":{"a":0`)
	for i := range n {
		fmt.Fprintf(w, `,"%x":0`, i)
	}
	_, _ = io.WriteString(w, "}}}")
}

// headers writes header lines until the other side has had enough.
func headers(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer conn.Close()
	flood(conn, "HTTP/1.1 200 OK\r\n", "X-A: "+strings.Repeat("a", 1000)+"\r\n", 1<<16)
}
