package app

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// SignInMethod is the way by which the session comes.
type SignInMethod string

// The sign-in methods, in the order in which they are offered.
const (
	SignInPage     SignInMethod = "page"     // the link page in this machine's browser
	SignInRedirect SignInMethod = "redirect" // the provider's hosted sign-in: a link to send, as text and QR code
	SignInReuse    SignInMethod = "reuse"    // an access token of an earlier verification
	SignInMock     SignInMethod = "mock"     // the mock-session endpoint, without a browser
	SignInPaste    SignInMethod = "paste"    // a session that Paste is given, and nothing else
)

// VerificationRequest is what a verification starts with.
type VerificationRequest struct {
	Request intake.Request
	// Method is empty for the link page.
	Method SignInMethod
	// Login is the test login of SignInMock.
	Login string
	// ReuseOf is the id of the saved import whose access token SignInReuse takes.
	ReuseOf string
	// NoOpen leaves the browser alone: the user opens the link page, or sends its link.
	NoOpen bool
	// Case is the id of the case that the import is for: it joins it once it is saved. Empty lets it stand alone.
	Case string
	// AskNext takes what the customer says on the link page after the import: another bank, another applicant, or finish. Nil,
	// or an empty Case, asks nothing there.
	AskNext intake.AskNext
	// Period is the preset or date that Since was made of, for the form's memory.
	Period string
}

// Verification is one attempt, from the link to the saved reply.
type Verification interface {
	// Run blocks until the attempt has ended and everything it opened is closed. Events arrive in order on
	// any goroutine; the last one is final. emit may be nil. Cancelling ctx ends the attempt; what was saved stays.
	Run(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error)
	// OpenAgain asks the browser to open the link page once more.
	OpenAgain(ctx context.Context) error
	// Confirm takes the code that stands on the customer's page. A session that came by the page's address counts only
	// then.
	Confirm(code string) error
	// Paste takes "target sessionId signature" in place of the page's callback.
	Paste(line string) error
}

// LinkPage is a page with the provider's sign-in widget. It yields the session of the one sign-in, and closes where it
// is an io.Closer.
type LinkPage interface {
	intake.SessionSource
	// OpenAgain asks the browser to open the page once more.
	OpenAgain(ctx context.Context) error
	// Confirm takes the code that stands on the customer's page.
	Confirm(code string) error
}

// LinkPageOptions say what a link page is for.
type LinkPageOptions struct {
	Client    string // the widget's client id
	WidgetURL string // the widget's script
	// Widget serves the widget itself, on the page's port; nil where it is served elsewhere.
	Widget http.Handler
	// Language of the page: en, pl, cs or es. Empty follows the browser.
	Language string
	// NoOpen opens no browser.
	NoOpen bool
	// Next takes the customer's answer to what comes after the import; nil asks nothing.
	Next intake.AskNext
}

// Begin prepares a verification; nothing happens before its Run.
func (a *App) Begin(r VerificationRequest) Verification {
	return &begun{app: a, request: r, paste: intake.NewPaste()}
}

// begun is an attempt from its beginning: a request, and the sources from which its session can come.
type begun struct {
	app     *App
	request VerificationRequest
	paste   *intake.Paste

	mu   sync.Mutex
	page LinkPage
}

func (v *begun) Run(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error) {
	if err := maySave(v.app); err != nil {
		return intake.Outcome{}, err
	}
	runner, c, err := newRunner(v.app)
	if err != nil {
		return intake.Outcome{}, err
	}
	source, err := v.source(c)
	if err != nil {
		return intake.Outcome{}, err
	}
	v.app.lexicon.prepare()
	note := consentNote{now: v.app.opts.Now}
	out, err := runner.Verify(ctx, v.request.Request, source, note.watch(emit))
	v.keepConsent(out, &note)
	v.app.keep(out)
	switch {
	case v.request.Case == "":
	case out.State == intake.Done:
		v.app.Cases.join(ctx, v.request.Case, out.ImportID, emit)
	case out.State == intake.Failed && err != nil:
		v.noteFailure(ctx, out, err)
	}
	return out, err
}

// maySave refuses an import of whoever may not add it to the team's archive, before the customer signs in.
func maySave(a *App) error {
	if err := MayWrite(a); err != nil {
		return fmt.Errorf("nothing is imported: %w", err)
	}
	return nil
}

// keepConsent keeps what is known of the customer's consent beside the import.
func (v *begun) keepConsent(out intake.Outcome, note *consentNote) {
	store, err := v.app.archive.get()
	if err == nil && out.State == intake.Done && out.ImportID != "" {
		err = note.of(v.request, !out.Access.Empty()).save(store, out.ImportID)
	}
	if err != nil {
		v.app.opts.Log.Warn("the consent was not kept", "import", out.ImportID, "err", err)
	}
}

// noteFailure says in the case that a bank could not be imported. The others stay as they are.
func (v *begun) noteFailure(ctx context.Context, out intake.Outcome, why error) {
	a := casefile.Failed{Bank: text.First(out.OfficialName, out.Target, text.Clean(v.request.Request.Widget.Target)).String(), OwnerExternalID: out.OwnerExternalID,
		CommandID: text.Clean(out.CommandID).String(), Import: out.ImportID, Cause: cause(why)}
	if a.OwnerExternalID == "" {
		a.OwnerExternalID = v.request.Request.OwnerExternalID
	}
	if _, err := v.app.Cases.Act(context.WithoutCancel(ctx), v.request.Case, a); err != nil {
		v.app.opts.Log.Warn("the case does not say that an import failed", "case", v.request.Case, "err", err)
	}
}

// maxCause is how long the cause of a failed import is in a case, in characters.
const maxCause = 500

func cause(err error) string {
	said := []rune(text.Clean(err.Error()).String())
	return string(said[:min(len(said), maxCause)])
}

// source is the one of the sign-in method. Beside a page a pasted session is taken too.
func (v *begun) source(c *provider.Connection) (intake.SessionSource, error) {
	switch v.request.Method {
	case SignInMock:
		return intake.MockSource{Client: c.Client, Login: v.request.Login}, nil
	case SignInPaste:
		return v.paste, nil
	case SignInReuse:
		store, err := v.app.archive.get()
		if err != nil {
			return nil, err
		}
		return reuseSource(store, c.Client, v.request.ReuseOf, v.app.Config.Environment)
	case SignInRedirect:
		return intake.Race(intake.RedirectSource{Client: c.Client, RedirectURI: c.ReturnURL(v.app.Config.Environment == Sandbox), Timeout: v.app.Config.Timeout}, v.paste), nil
	case SignInPage, "":
		page, err := v.openPage(c)
		if err != nil {
			return nil, err
		}
		return intake.Race(page, v.paste), nil
	}
	return nil, fmt.Errorf("there is no way of signing in called %q", v.request.Method)
}

func (v *begun) openPage(c *provider.Connection) (LinkPage, error) {
	if v.app.opts.LinkPage == nil {
		return nil, errors.New("this program has no link page: choose another way of signing in")
	}
	o := LinkPageOptions{Client: c.ClientID, WidgetURL: c.WidgetURL, Widget: c.Widget,
		Language: pageLanguage(v.request.Request.Widget.Locale), NoOpen: v.request.NoOpen || v.app.Config.NoOpen}
	var asking *askingPage
	if v.request.Case != "" && v.request.AskNext != nil {
		asking = &askingPage{pages: &v.app.asking, next: v.request.AskNext}
		o.Next = asking.answer
	}
	page, err := v.app.opts.LinkPage(o)
	if err != nil {
		return nil, err
	}
	v.app.asking.opened(page)
	if asking != nil {
		asking.LinkPage, page = page, asking
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

func (v *begun) OpenAgain(ctx context.Context) error {
	page := v.openedPage()
	if page == nil {
		return errNoPage
	}
	return page.OpenAgain(ctx)
}

func (v *begun) Confirm(code string) error {
	page := v.openedPage()
	if page == nil {
		return errNoPage
	}
	return page.Confirm(code)
}

// openedPage is the link page of this attempt, nil for none.
func (v *begun) openedPage() LinkPage {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.page
}

func (v *begun) Paste(line string) error { return v.paste.Submit(line) }

// resumed goes on with an import that an earlier run of the program left.
type resumed struct {
	app     *App
	pending Pending
}

func (r *resumed) Run(ctx context.Context, emit func(intake.Event)) (intake.Outcome, error) {
	if err := maySave(r.app); err != nil {
		return intake.Outcome{}, err
	}
	runner, _, err := newRunner(r.app)
	if err != nil {
		return intake.Outcome{}, err
	}
	out, err := runner.Resume(ctx, r.pending, emit)
	r.app.keep(out)
	if err == nil && out.State == intake.Done && out.ImportID != "" {
		r.app.Cases.joinOwners(ctx, r.pending.OwnerExternalID.String(), out.ImportID, emit)
	}
	return out, err
}

func (r *resumed) OpenAgain(context.Context) error { return errNoPage }
func (r *resumed) Confirm(string) error            { return errNoPage }
func (r *resumed) Paste(string) error              { return errNoPage }
