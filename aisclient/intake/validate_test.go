package intake

import (
	"errors"
	"strings"
	"testing"

	"aisdesk/aisclient"
)

var today = aisclient.DateOf(2026, 6, 30)

func yes() *bool { v := true; return &v }
func no() *bool  { v := false; return &v }

func TestEveryFieldIsChecked(t *testing.T) {
	long := strings.Repeat("x", 300)
	for _, tt := range []struct {
		field string
		req   Request
	}{
		{"ownerExternalId", Request{OwnerExternalID: "two words"}},
		{"ownerExternalId", Request{OwnerExternalID: long}},
		{"ownerExternalId", Request{OwnerExternalID: long[:129]}},
		{"ownerExternalId", Request{OwnerExternalID: "a\x1b[31m"}},
		{"ownerExternalId", Request{OwnerExternalID: "a\u202eb"}},
		{"ownerExternalId", Request{OwnerExternalID: "a\xffb"}},
		{"since", Request{Since: today.AddDays(1)}},
		{"locale", Request{Widget: WidgetOptions{Locale: "polish"}}},
		{"locale", Request{Widget: WidgetOptions{Locale: "p\""}}},
		{"country", Request{Widget: WidgetOptions{Country: "PL"}}},
		{"country", Request{Widget: WidgetOptions{Country: "pol"}}},
		{"target", Request{Widget: WidgetOptions{Target: "Konto Bank"}}},
		{"target", Request{Widget: WidgetOptions{Target: long}}},
		{"accessMode", Request{Widget: WidgetOptions{AccessMode: "TWICE"}}},
		{"maxImportDate", Request{Widget: WidgetOptions{MaxImportDate: today.AddDays(1)}}},
		{"autoImport", Request{Widget: WidgetOptions{AutoImport: -1}}},
		{"autoImport", Request{Widget: WidgetOptions{AutoImport: 121}}},
		{"autoImport", Request{Widget: WidgetOptions{AutoImport: 3, AccessMode: "MULTIPLE"}}},
		{"autoImport", Request{Widget: WidgetOptions{AutoImport: 3, AccessMode: "MIXED"}}},
		{"styles", Request{Widget: WidgetOptions{Styles: map[string]string{"bodyBgColor": "</style>"}}}},
		{"styles", Request{Widget: WidgetOptions{Styles: map[string]string{"body-bg": "#fff"}}}},
		{"styles", Request{Widget: WidgetOptions{Styles: map[string]string{"bodyBgColor": "red"}}}},
		{"styles", Request{Widget: WidgetOptions{Styles: map[string]string{"borderRadius": "abc"}}}},
		{"locale", Request{Widget: WidgetOptions{Locale: "pt"}}},
		{"clientIdentity", Request{Widget: WidgetOptions{ClientIdentity: strings.Repeat("x", 201)}}},
		{"clientIdentity", Request{Widget: WidgetOptions{ClientIdentity: strings.Repeat("ż", 201)}}},
		{"clientIdentity", Request{Widget: WidgetOptions{ClientIdentity: "a\nb"}}},
		{"layout", Request{Widget: WidgetOptions{Layout: "wide; drop"}}},
	} {
		_, _, err := tt.req.Complete(today)
		f, ok := errors.AsType[*FieldError](err)
		if !ok || f.Field != tt.field || f.Reason == "" || !strings.HasPrefix(err.Error(), tt.field+": ") {
			t.Errorf("%+v: %v", tt.req, err)
		}
	}
}

func TestGoodRequestsPass(t *testing.T) {
	for _, req := range []Request{
		{},
		{OwnerExternalID: "application/2026-0001@branch.7"},
		{OwnerExternalID: strings.Repeat("x", 128)},
		{Since: today},
		{Since: today.AddDays(-90)},
		{Widget: WidgetOptions{Locale: "pl", Country: "pl", Target: "KontoBankApi_cz", AccessMode: "single"}},
		{Widget: WidgetOptions{Locale: "en-GB", Country: "all", AccessMode: "MIXED", Layout: "wide"}},
		{Widget: WidgetOptions{AutoImport: 12, AccessMode: "SINGLE"}},
		{Widget: WidgetOptions{AutoImport: 120}},
		{Widget: WidgetOptions{Styles: map[string]string{"bodyBgColor": "#ffffff", "borderRadius": "4", "textColor": "#123"}}},
		{Widget: WidgetOptions{ClientIdentity: "Żółw i Spółka sp. z o.o."}},
		{Widget: WidgetOptions{ClientIdentity: strings.Repeat("ż", 200)}},
	} {
		got, _, err := req.Complete(today)
		if err != nil || got.OwnerExternalID == "" || got.Since.Empty() {
			t.Errorf("%+v: %v", req, err)
		}
		if m := got.Widget.AccessMode; m != strings.ToUpper(m) {
			t.Errorf("access mode %q", m)
		}
	}
}

func TestNinetyDayRule(t *testing.T) {
	old := today.AddDays(-91)
	for _, tt := range []struct {
		name    string
		req     Request
		max     aisclient.Date
		force   *bool
		warning string
	}{
		{"nothing given is 90 days", Request{}, 0, nil, ""},
		{"exactly 90 days", Request{Since: today.AddDays(-90)}, 0, nil, ""},
		{"91 days", Request{Since: old}, old, yes(), "extra authentication"},
		{"a year", Request{Since: today.AddMonths(-12)}, today.AddMonths(-12), yes(), "extra authentication"},
		{"an older bound of the user's stays", Request{Since: old, Widget: WidgetOptions{MaxImportDate: today.AddDays(-400)}}, today.AddDays(-400), yes(), "extra authentication"},
		{"a later bound of the user's wins", Request{Since: old, Widget: WidgetOptions{MaxImportDate: today.AddDays(-30)}}, today.AddDays(-30), nil, "the later day counts"},
		{"a later bound of the user's that is old too", Request{Since: today.AddDays(-400), Widget: WidgetOptions{MaxImportDate: old}}, old, yes(), "the later day counts"},
		{"the user's refusal stays", Request{Since: old, Widget: WidgetOptions{ForceSCA: no()}}, old, no(), "90 days only"},
		{"a wish for it stays", Request{Widget: WidgetOptions{ForceSCA: yes()}}, 0, yes(), ""},
	} {
		got, warnings, err := tt.req.Complete(today)
		if err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		w := got.Widget
		if w.MaxImportDate != tt.max || (w.ForceSCA == nil) != (tt.force == nil) || (w.ForceSCA != nil && *w.ForceSCA != *tt.force) {
			t.Errorf("%s: max %v, force %v", tt.name, w.MaxImportDate, w.ForceSCA)
		}
		if (tt.warning == "") != (len(warnings) == 0) || !strings.Contains(strings.Join(warnings, " "), tt.warning) {
			t.Errorf("%s: %q", tt.name, warnings)
		}
	}
}

func TestAutoImportAsksForItsMonths(t *testing.T) {
	got, warnings, err := Request{Widget: WidgetOptions{AutoImport: 6}}.Complete(today)
	w := got.Widget
	if err != nil || w.AccessMode != AccessSingle || got.Since != today.AddMonths(-6) || w.MaxImportDate != got.Since || w.ForceSCA == nil || len(warnings) != 1 {
		t.Errorf("%v %+v %q", err, got, warnings)
	}
	got, warnings, err = Request{Widget: WidgetOptions{AutoImport: 2}}.Complete(today)
	if err != nil || !got.Widget.MaxImportDate.Empty() || got.Since != today.AddMonths(-2) || len(warnings) != 0 {
		t.Errorf("%v %+v %q", err, got, warnings)
	}
}

func TestWarningsOfThePeriodAreEmitted(t *testing.T) {
	fx := newFixture()
	if _, err := fx.verify(t, t.Context(), Request{OwnerExternalID: "app-1", Since: today.AddMonths(-6)}); err != nil {
		t.Fatal(err)
	}
	w := fx.source.asked[0].Widget
	if !strings.Contains(fx.warnings(), "extra authentication") || w.ForceSCA == nil || !*w.ForceSCA || w.MaxImportDate != today.AddMonths(-6) {
		t.Errorf("%+v\n%s", w, fx.warnings())
	}
}

func TestParseSince(t *testing.T) {
	for in, want := range map[string]string{
		"": "2026-04-01", "90d": "2026-04-01", "1d": "2026-06-29", "26w": "2025-12-30", "6m": "2025-12-30", "4m": "2026-02-28",
		"1y": "2025-06-30", "20y": "2006-06-30", " 90D ": "2026-04-01", "2026-01-31": "2026-01-31", "2026-06-30": "2026-06-30", "1999-12-31": "1999-12-31",
	} {
		got, err := ParseSince(in, today)
		if err != nil || got.String() != want {
			t.Errorf("%q: %v %v", in, got, err)
		}
	}
	for _, in := range []string{"90", "d", "0d", "-3d", "90x", "3.5m", "21y", "99999d", "2026-02-30", "2026-07-01", "31.01.2026", "tomorrow", "9é", "\x00", strings.Repeat("9", 400) + "d"} {
		_, err := ParseSince(in, today)
		if f, ok := errors.AsType[*FieldError](err); !ok || f.Field != "since" {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func FuzzParseSince(f *testing.F) {
	for _, s := range []string{"90d", "6m", "1y", "2026-01-31", "", "w", "-1d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseSince(s, today)
		if err == nil && (d > today || d.Empty()) {
			t.Errorf("%q: %v", s, d)
		}
	})
}
