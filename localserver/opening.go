package localserver

import (
	"context"
	"errors"
	"sync"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// ErrNoOpener says that this page opens no browser by itself.
var ErrNoOpener = errors.New("no browser is opened from here (--no-open, or the settings): open the address by hand")

// ErrStillOpening says that earlier openings have not come back yet.
var ErrStillOpening = errors.New("the browser was asked several times and has not answered: open the address by hand")

// maxOpenings is how many openings may be under way; a browser that stays in the foreground keeps its own.
const maxOpenings = 4

// openings are the calls of the opener that are under way.
type openings struct {
	mu     sync.Mutex
	ctx    context.Context
	cancel context.CancelFunc
	n      int
	idle   chan struct{} // closed when the last one ends; made by wait
}

func (o *openings) begin() (context.Context, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.n >= maxOpenings {
		return nil, false
	}
	if o.ctx == nil {
		o.ctx, o.cancel = context.WithCancel(context.Background())
	}
	o.n++
	return o.ctx, true
}

func (o *openings) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.n--; o.n == 0 && o.idle != nil {
		close(o.idle)
		o.idle = nil
	}
}

// stop ends the openers that brought no page. One that did is the user's browser and stays.
func (o *openings) stop() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.cancel == nil {
		o.ctx, o.cancel = context.WithCancel(context.Background())
	}
	o.cancel()
}

// wait gives stopped openers some time to end.
func (o *openings) wait(d time.Duration) {
	o.mu.Lock()
	if o.n == 0 || o.ctx.Err() == nil {
		o.mu.Unlock()
		return
	}
	idle := make(chan struct{})
	o.idle = idle
	o.mu.Unlock()
	waitFor(idle, d)
}

// OpenAgain asks for the page once more, at the user's word. It returns at once; what becomes of it is told
// through the session's events. Without an opener, or after the sign-in, it says so. That is ErrNoOpener or ErrOver; while the
// browser was asked several times and has not answered it is ErrStillOpening.
func (p *Page) OpenAgain(context.Context) error {
	if !p.signIn.open() {
		return ErrOver
	}
	return p.openBrowser(true)
}

func (p *Page) openBrowser(asked bool) error {
	if len(p.o.Openers) == 0 {
		if !asked {
			p.report(intake.LinkEvent{Kind: intake.LinkNotOpened})
		}
		return ErrNoOpener
	}
	ctx, ok := p.openings.begin()
	if !ok {
		return ErrStillOpening
	}
	p.report(intake.LinkEvent{Kind: intake.LinkOpening, Detail: inVain(p, asked)})
	go func() {
		defer p.openings.end()
		if err := p.tryOpeners(ctx, asked); err != nil && ctx.Err() == nil {
			p.log.Warn("opening the browser failed", "err", p.door.hide(err.Error()))
			p.report(intake.LinkEvent{Kind: intake.LinkOpenFailed, Detail: text.Clean(p.door.hide(err.Error()))})
		}
	}()
	return nil
}

// tryOpeners asks one opener after the other and ends with the last one's error. What an opener did that failed may be
// seen: the redirect file stays until the page is there.
func (p *Page) tryOpeners(ctx context.Context, asked bool) (err error) {
	for _, o := range p.o.Openers {
		if err = o.Open(ctx, p.door.given(o, p.log), asked); err == nil || ctx.Err() != nil {
			return err
		}
	}
	return err
}

// inVain says what to do where a browser was sent to the redirect file before, somebody asks again, and nobody has come by it:
// that browser may not be able to read the file. The address is not handed to it, since everybody on this machine could read it.
func inVain(p *Page, asked bool) text.Text {
	if !asked || !p.door.redirect.wasTried() || p.readers.cameByFile() {
		return text.Text{}
	}
	return text.Clean("Where no page appears, the browser cannot read this machine's files: open the link by hand")
}
