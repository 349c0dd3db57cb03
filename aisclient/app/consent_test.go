package app

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/intake"
)

// reportOf is the report of a saved import.
func reportOf(t *testing.T, a *App, importID string) (scope, mode, language string, signed bool, unknown string) {
	t.Helper()
	r, err := a.Open(t.Context(), importID)
	must(t, err)
	d := r.Dataset
	d.Ledger, _, err = r.Load(t.Context(), nil)
	must(t, err)
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{})
	must(t, err)
	if len(doc.Consents) != 1 || doc.Consents[0].At.IsZero() {
		t.Fatalf("%+v", doc.Consents)
	}
	c := doc.Consents[0]
	return c.Scope, c.AccessMode, c.Language, doc.ProviderIncome != nil && doc.ProviderIncome.Signed, strings.Join(doc.Unknown, "; ")
}

// A report says what the customer agreed to: what was asked for, in which mode and language; of a test login, that nobody did.
func TestAReportSaysWhatTheConsentWas(t *testing.T) {
	a := newApp(t, "")
	since := aisclient.DateIn(a.opts.Now()).AddMonths(-3)
	a.opts.LinkPage = func(LinkPageOptions) (LinkPage, error) {
		return &fakePage{closed: make(chan struct{}), session: func(ctx context.Context, r intake.Request) (aisclient.Session, error) {
			c, err := a.provider.Connect()
			if err != nil {
				return aisclient.Session{}, err
			}
			return intake.MockSource{Client: c.Client, Login: "test1"}.Session(ctx, r, func(intake.LinkEvent) {})
		}}, nil
	}
	out, err := a.Begin(VerificationRequest{Method: SignInPage, Request: intake.Request{Since: since,
		Widget: intake.WidgetOptions{Locale: "pl", AccessMode: "MULTIPLE"}}}).Run(t.Context(), nil)
	must(t, err)
	scope, mode, language, _, unknown := reportOf(t, a, out.ImportID)
	if !strings.HasPrefix(scope, "owners, accounts, cards and their transactions since "+since.String()) || mode != "MULTIPLE" || language != "pl" ||
		strings.Contains(unknown, "consent") {
		t.Errorf("%q %q %q, unknown: %s", scope, mode, language, unknown)
	}
	scope, mode, _, _, unknown = reportOf(t, a, imported(t, a))
	if !strings.Contains(scope, "nobody gave a consent") || mode != "" || !strings.Contains(unknown, "access mode") {
		t.Errorf("%q %q, unknown: %s", scope, mode, unknown)
	}
}

// The income confirmation is asked for with the provider's signature, which is kept with the bytes that it signs:
// the report says that it is there.
func TestTheIncomeConfirmationIsSigned(t *testing.T) {
	a := newAsking(t)
	answer, err := a.under("ok", service.Income)
	must(t, err)
	saved := a.saved(service.Income)
	if saved.Signature == "" || saved.Signature != answer.Signature || len(saved.Signed) == 0 {
		t.Fatalf("%+v", saved)
	}
	if !bytes.Contains(saved.Signed, saved.Body[:20]) {
		t.Errorf("what is signed is not what was answered:\n%s\n%s", saved.Signed, saved.Body)
	}
	if _, _, _, signed, _ := reportOf(t, a.App, a.id); !signed {
		t.Error("the report does not say that the provider signed")
	}
}
