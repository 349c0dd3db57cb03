package wire

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"

	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver"
	"aisdesk/tui/pane"
)

// DoorPaste takes a session from standard input alone; the terminal program has no such door.
const DoorPaste pane.Door = "paste"

// Verification is one attempt: a request, the doors by which its session can come, and the desk.
type Verification struct {
	place *Place
	plan  pane.Plan
	paste *intake.Paste

	mu   sync.Mutex
	page *localserver.Page
}

// Verification makes an attempt; nothing happens before its Run or Verify.
func (p *Place) Verification(plan pane.Plan) *Verification {
	return &Verification{place: p, plan: plan, paste: intake.NewPaste()}
}

// Run implements pane.Verification.
func (v *Verification) Run(ctx context.Context, emit func(intake.Event)) error {
	_, err := v.Verify(ctx, emit)
	return err
}

// Verify is Run with its outcome.
func (v *Verification) Verify(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error) {
	desk, link, err := v.place.Runner()
	if err != nil {
		return intake.Outcome{}, err
	}
	source, err := v.source(link)
	if err != nil {
		return intake.Outcome{}, err
	}
	return desk.Verify(ctx, v.plan.Request, source, emit)
}

// source is the door of the plan. A pasted session is always taken too.
func (v *Verification) source(l *Link) (intake.SessionSource, error) {
	switch v.plan.Door {
	case pane.DoorMock:
		return intake.MockSource{Client: l.Client, Login: v.plan.Login}, nil
	case DoorPaste:
		return v.paste, nil
	case pane.DoorReuse:
		return v.place.access(l.Client, v.plan.ReuseOf)
	case pane.DoorRedirect:
		return intake.Race(intake.RedirectSource{Client: l.Client, RedirectURI: v.place.thanks(l), Timeout: v.place.Config.Timeout}, v.paste), nil
	case pane.DoorPage, "":
		page, err := v.openPage(l)
		if err != nil {
			return nil, err
		}
		return intake.Race(page, v.paste), nil
	}
	return nil, fmt.Errorf("there is no way of signing in called %q", v.plan.Door)
}

// thanks is where the hosted sign-in sends the customer in the end. The result does not come that way: the
// program asks the provider for it. The provider's own site is a page that exists everywhere; a sandbox has a
// page for it, so that nothing leaves this machine.
func (p *Place) thanks(l *Link) string {
	if u, err := url.Parse(l.WidgetURL); err == nil && p.Config.Environment == config.Sandbox {
		return u.Scheme + "://" + u.Host + "/redirection/thanks"
	}
	return "https://kontomatik.com/"
}

func (v *Verification) openPage(l *Link) (*localserver.Page, error) {
	opener, err := v.place.opener(v.plan.NoOpen)
	if err != nil {
		return nil, err
	}
	c := v.place.Config
	page, err := localserver.New(localserver.Options{Port: c.Port, Client: l.ClientID, WidgetURL: l.WidgetURL,
		Environment: c.Environment, Opener: opener, Timeout: c.Timeout, Language: pageLanguage(v.plan.Request.Widget.Locale), Log: v.place.opts.Log})
	if err != nil {
		return nil, err
	}
	v.mu.Lock()
	v.page = page
	v.mu.Unlock()
	return page, nil
}

// pageLanguage is the page's language for a locale of the widget, which calls Czech cz. Others follow the
// browser.
func pageLanguage(locale string) string {
	switch locale {
	case "pl", "en", "es", "cs":
		return locale
	case "cz":
		return "cs"
	}
	return ""
}

var errNoPage = errors.New("there is no link page to open now")

// OpenAgain implements pane.Verification.
func (v *Verification) OpenAgain(ctx context.Context) error {
	v.mu.Lock()
	page := v.page
	v.mu.Unlock()
	if page == nil {
		return errNoPage
	}
	return page.OpenAgain(ctx)
}

// Paste implements pane.Verification.
func (v *Verification) Paste(line string) error { return v.paste.Submit(line) }

// resumed goes on with an import that an earlier run of the program left.
type resumed struct {
	place *Place
	what  intake.Pending
}

func (r *resumed) Run(ctx context.Context, emit func(intake.Event)) error {
	_, err := r.place.Resume(ctx, r.what, emit)
	return err
}

func (r *resumed) OpenAgain(context.Context) error { return errNoPage }
func (r *resumed) Paste(string) error              { return errNoPage }
