package api

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"aisdesk/localserver/sandbox/scenario"
)

// portal is what a captive portal answers to everything.
const portal = `<!DOCTYPE html><html><head><title>Welcome to Hotel Wi-Fi</title></head><body><h1>Please accept the terms to go online</h1><form action="/accept"><button>Accept</button></form></body></html>`

// send writes the answer as the scenario wants it to arrive and returns the status that was sent, 0 if none.
func (c *call) send(w http.ResponseWriter, a answer, rt *route) int {
	if d := c.behaviour.Delay; d > 0 && (rt == nil || !rt.open) {
		select {
		case <-c.ctx.Done():
		case <-time.After(d):
		}
	}
	if status, done := c.intercepted(w, a, rt); done {
		return status
	}
	for k, v := range a.header {
		w.Header().Set(k, v)
	}
	if a.refusal != nil && a.refusal.RetryAfter != "" {
		w.Header().Set("Retry-After", a.refusal.RetryAfter)
	}
	if rt != nil && rt.json && a.code() != http.StatusUnauthorized { // the 401 is XML everywhere
		a.sendJSON(w, c.paced(w))
	} else {
		c.sendXML(w, a)
	}
	return a.code()
}

// intercepted tells whether something between the provider and the caller answered instead, or nothing at all.
func (c *call) intercepted(w http.ResponseWriter, a answer, rt *route) (status int, done bool) {
	if rt != nil && rt.open {
		return 0, false
	}
	lost := ""
	if rt != nil && rt.place == scenario.AtImport && a.refusal == nil {
		lost = c.behaviour.AfterImport
	}
	switch {
	case c.behaviour.Down, lost == "reset":
		cutOff(w)
		return 0, true
	case c.behaviour.HTML:
		return writeHTML(w, http.StatusOK, portal), true
	case lost == "502":
		return writeHTML(w, http.StatusBadGateway, "<html><body><h1>502 Bad Gateway</h1></body></html>"), true
	}
	return 0, false
}

func writeHTML(w http.ResponseWriter, status int, body string) int {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	io.WriteString(w, body)
	return status
}

// sendJSON writes the head to w and the body to paced, which writes there.
func (a answer) sendJSON(w http.ResponseWriter, paced io.Writer) {
	body, err := a.writeJSON()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", jsonType)
	if a.sign != nil {
		a.sign(w.Header(), body)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(a.code())
	paced.Write(body)
}

// sendXML writes replies with results straight to the connection, so that a million transactions need no memory.
func (c *call) sendXML(w http.ResponseWriter, a answer) {
	w.Header().Set("Content-Type", xmlType)
	switch {
	case c.r.Method == http.MethodHead:
		w.WriteHeader(a.code())
	case a.final && (c.behaviour.Cut || c.behaviour.Reset) && c.strikesFinal():
		c.sendHalf(w, a)
	case a.final:
		w.WriteHeader(a.code())
		c.document(c.paced(w), a)
	default:
		var small bytes.Buffer
		c.document(&small, a)
		w.Header().Set("Content-Length", strconv.Itoa(small.Len()))
		w.WriteHeader(a.code())
		c.paced(w).Write(small.Bytes())
	}
}

// sendHalf writes the document twice: once to learn its length, then half of it.
func (c *call) sendHalf(w http.ResponseWriter, a answer) {
	var all counter
	c.document(&all, a)
	w.WriteHeader(a.code())
	c.document(&limited{w: c.paced(w), left: int(all) / 2}, a)
	if c.behaviour.Reset {
		http.NewResponseController(w).Flush()
		cutOff(w)
	}
}

func (c *call) strikesFinal() bool {
	most := 0
	if c.behaviour.Once {
		most = 1
	}
	who := "final"
	if c.session != nil {
		who += " " + c.session.ID
	}
	return c.Overrides.Strikes(who, most)
}

func (c *call) document(w io.Writer, a answer) {
	x := &xmlWriter{w: w, references: c.behaviour.References, indented: c.behaviour.Indented}
	if d := c.behaviour.Damager(w); d != nil && a.final {
		x.w = d
		defer d.Finish()
	}
	a.writeXML(x, envelope{user: c.Client, now: c.now.Add(c.behaviour.Skew), bare: c.behaviour.Old})
}

// paced slows the writer down to the scenario's bytes a second.
func (c *call) paced(w http.ResponseWriter) io.Writer {
	if c.behaviour.Pace == 0 {
		return w
	}
	return &trickle{w: w, flush: http.NewResponseController(w).Flush, ctx: c.ctx, pace: c.behaviour.Pace}
}

// trickle writes a tenth of a second's bytes, then waits for a tenth of a second.
type trickle struct {
	w     io.Writer
	flush func() error
	ctx   context.Context
	pace  int
}

func (t *trickle) Write(p []byte) (int, error) {
	for n := 0; n < len(p); {
		part := p[n:min(len(p), n+max(1, t.pace/10))]
		if _, err := t.w.Write(part); err != nil {
			return n, err
		}
		t.flush()
		n += len(part)
		select {
		case <-t.ctx.Done():
			return n, t.ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return len(p), nil
}

// counter counts what is written.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }

// limited lets a number of bytes through and swallows the rest.
type limited struct {
	w    io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	part := p[:min(len(p), l.left)]
	l.left -= len(part)
	if _, err := l.w.Write(part); err != nil {
		return 0, err
	}
	return len(p), nil
}

// cutOff resets the connection: the caller sees a reset, not an end.
func cutOff(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	conn.Close()
}
