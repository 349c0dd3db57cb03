package localserver

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/localserver/page"
)

// pulse is how often an idle channel to the page is tried, so that a dead one is noticed.
const pulse = 10 * time.Second

// writeTimeout bounds every answer, and each message on the channel to the page.
const writeTimeout = 10 * time.Second

func (p *Page) makeRoutes() map[string]route {
	routes := map[string]route{
		"/config":  {read, p.getConfig},
		"/status":  {read, p.getStatus},
		"/session": {write, p.postSession},
		"/event":   {write, p.postEvent},
		"/next":    {write, func(w http.ResponseWriter, r *http.Request) { postNext(p, w, r) }},
	}
	for _, f := range page.Files() {
		routes[f.Path] = route{static, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", f.Type)
			w.Header().Set("Content-Length", strconv.Itoa(len(f.Body)))
			if r.Method != http.MethodHead {
				_, _ = w.Write(f.Body)
			}
		}}
	}
	return routes
}

func (p *Page) getConfig(w http.ResponseWriter, r *http.Request) {
	s := p.settings()
	if s == nil {
		answer(w, http.StatusServiceUnavailable, map[string]string{"error": "early", "message": "the sign-in has not begun"})
		return
	}
	who := p.meet(r)
	if p.o.Widget != nil {
		s.Script = p.widgetFor(r) + p.o.widgetPath
	}
	s.PairingCode, s.Confirm = who.code, !who.trusted
	s.Status, _ = p.statusFor(tabOf(r))
	answer(w, http.StatusOK, s)
}

// meet notes the tab of a request, whose token was checked. A second one is told to the terminal, and by the status to
// every page: it may be somebody who read the address where he should not have.
func (p *Page) meet(r *http.Request) reader {
	byFile, _ := p.door.shown(r)
	who, nth := p.readers.meet(tabOf(r), byFile)
	if byFile {
		p.door.redirect.remove() // it has been used
	}
	if nth > 0 {
		p.status.change(func(s *status) { s.Readers = max(s.Readers, nth) })
	}
	if nth > 1 && nth <= toldReaders {
		p.report(intake.LinkEvent{Kind: intake.LinkSecondReader, PairingCode: who.shownCode(), ByAddress: !byFile})
	}
	return who
}

// trusts reports whether a request came by the redirect file, or from a tab whose code was confirmed.
func (e *entrance) trusts(r *http.Request, of *readers) bool {
	byFile, _ := e.shown(r)
	return byFile || of.of(tabOf(r)).trusted
}

func tabOf(r *http.Request) string { return cut(r.Header.Get(tabHeader), maxTabID) }

// postSession takes the widget's onSuccess. The first valid one wins.
func (p *Page) postSession(w http.ResponseWriter, r *http.Request) {
	body, ok := p.body(w, r)
	if !ok {
		return
	}
	s, note, err := readSession(body)
	if err != nil {
		invalid(p, w, err)
		return
	}
	if note != "" && p.signIn.open() {
		p.report(intake.LinkEvent{Kind: intake.LinkRefused, Detail: text.Clean(note)})
	}
	p.meet(r)
	begun := p.settings() != nil
	switch {
	case begun && p.signIn.open() && !p.readers.handIn(tabOf(r), s):
		p.report(intake.LinkEvent{Kind: intake.LinkCodeWanted, Target: text.Clean(s.Target), OfficialName: s.OfficialName})
		p.status.change(func(s *status) { s.waiting++ })
		answer(w, http.StatusAccepted, map[string]string{"stage": stageWaiting})
	case begun && p.succeed(s):
		answer(w, http.StatusOK, map[string]string{"stage": string(stageSucceeded)})
	default:
		now, _ := p.status.read()
		answer(w, http.StatusConflict, map[string]string{"error": "finished", "stage": string(now.Stage)})
	}
}

// stageWaiting is told to a tab whose session waits until its code is confirmed.
const stageWaiting = "waitingForCode"

// Confirm takes the code that stands on the customer's page, as the user was told it or reads it there. The tab that
// shows it is trusted from then on, and a session that it handed in counts. The error wraps ErrCode, or is ErrOver.
func (p *Page) Confirm(code string) error {
	if !p.signIn.open() {
		return ErrOver
	}
	who, err := p.readers.confirm(code)
	if err != nil {
		return err
	}
	p.report(intake.LinkEvent{Kind: intake.LinkCodeConfirmed, PairingCode: who.code})
	if who.handed {
		p.succeed(who.session)
	}
	p.status.change(func(s *status) { s.confirmed++ })
	return nil
}

func (p *Page) postEvent(w http.ResponseWriter, r *http.Request) {
	body, ok := p.body(w, r)
	if !ok {
		return
	}
	e, err := readEvent(body)
	if err != nil {
		invalid(p, w, err)
		return
	}
	if p.events[rank(p.door.trusts(r, p.readers))].Add(1) > maxEvents {
		answer(w, http.StatusTooManyRequests, map[string]string{"error": "events", "message": "too many events in one sign-in"})
		return
	}
	if !p.happened(r, e) {
		invalid(p, w, errors.New("an event of an unknown kind"))
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (p *Page) body(w http.ResponseWriter, r *http.Request) ([]byte, bool) {
	b, err := io.ReadAll(r.Body)
	var big *http.MaxBytesError
	switch {
	case errors.As(err, &big):
		p.refuse(w, r, &refusal{http.StatusRequestEntityTooLarge, "size", "more than 16 KiB"})
	case err != nil:
		p.refuse(w, r, &refusal{http.StatusBadRequest, "body", "the body did not arrive"})
	}
	return b, err == nil
}

// invalid refuses what came with the right token but makes no sense, and tells the terminal: the widget's
// script, or a person with the page's tools, sent it.
func invalid(p *Page, w http.ResponseWriter, err error) {
	p.log.Warn("link page refused a callback", "why", err.Error())
	p.report(intake.LinkEvent{Kind: intake.LinkRefused, Detail: text.Clean(err.Error())})
	answer(w, http.StatusUnprocessableEntity, map[string]string{"error": "invalid", "message": err.Error()})
}

// getStatus is the channel to the page: server-sent events, read with fetch since an EventSource cannot send
// the token. It ends after the last status.
func (p *Page) getStatus(w http.ResponseWriter, r *http.Request) {
	rc := http.NewResponseController(w)
	_ = rc.SetReadDeadline(time.Time{})
	tab := tabOf(r)
	ctx, leave := p.presence.join(r.Context(), tab, p.door.trusts(r, p.readers))
	p.moved(tab, false)
	defer func() {
		leave()
		if !p.presence.has(tab) {
			p.moved(tab, true)
		}
	}()
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	tick := time.NewTicker(pulse)
	defer tick.Stop()
	for {
		now, next := p.statusFor(tab)
		b, _ := json.Marshal(now)
		if !send(rc, w, "data: "+string(b)+"\n\n") || now.Closing {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-next:
				waiting = false
			case <-tick.C:
				if !send(rc, w, ":\n\n") {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// tabHeader names the tab that holds a channel; the page makes the name up at every load.
const tabHeader = "X-Aisdesk-Tab"

func send(rc *http.ResponseController, w io.Writer, s string) bool {
	_ = rc.SetWriteDeadline(time.Now().Add(writeTimeout))
	if _, err := io.WriteString(w, s); err != nil {
		return false
	}
	return rc.Flush() == nil
}

func answer(w http.ResponseWriter, code int, v any) {
	b, err := json.Marshal(v)
	if err != nil {
		code, b = http.StatusInternalServerError, []byte(`{"error":"internal"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(b)))
	w.WriteHeader(code)
	_, _ = w.Write(b)
}
