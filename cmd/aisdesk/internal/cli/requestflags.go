package cli

import (
	"errors"
	"maps"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

// RequestFlags are what a verification asks for: whose data, how far back, and every option of the widget.
type RequestFlags struct {
	owner, maxImportDate string
	Since                string // the oldest day, in the words of --since
	widget               intake.WidgetOptions
	styles               map[string]string
	switches             map[string]*bool
	set                  *pflag.FlagSet
}

// widgetSwitches are the widget's options that are on, off, or left to the widget.
var widgetSwitches = []struct {
	name, what string
	looks      bool // changes what the customer sees, not which data come
	in         func(*intake.WidgetOptions) **bool
}{
	{"force-sca", "ask for the authentication that a history of over 90 days needs", false,
		func(w *intake.WidgetOptions) **bool { return &w.ForceSCA }},
	{"show-favicons", "show the banks' icons in the widget", true,
		func(w *intake.WidgetOptions) **bool { return &w.ShowFavicons }},
	{"show-screenshots", "show pictures of the banks' login pages in the widget", true,
		func(w *intake.WidgetOptions) **bool { return &w.ShowScreenshots }},
	{"screenshot-zoom-in", "let the customer enlarge those pictures", true,
		func(w *intake.WidgetOptions) **bool { return &w.ScreenshotZoomIn }},
	{"show-target-missing-option", "offer the customer \"my bank is not listed\"", true,
		func(w *intake.WidgetOptions) **bool { return &w.ShowTargetMissing }},
	{"show-target-missing-form", "ask the customer which bank is not listed", true,
		func(w *intake.WidgetOptions) **bool { return &w.ShowTargetMissingForm }},
	{"show-default-target", "preselect a large bank of the country", true,
		func(w *intake.WidgetOptions) **bool { return &w.ShowDefaultTarget }},
	{"show-beta-quality-labels", "mark banks whose support is new (the widget's default: only in tests)", true,
		func(w *intake.WidgetOptions) **bool { return &w.ShowBetaQualityLabels }},
	{"dynamic-height", "let the widget's height follow its content", true,
		func(w *intake.WidgetOptions) **bool { return &w.DynamicHeight }},
	{"force-test-credentials", "let the widget take test credentials only", false,
		func(w *intake.WidgetOptions) **bool { return &w.ForceTestCredentials }},
}

// Add adds the flags below their headings.
func (r *RequestFlags) Add(f *pflag.FlagSet) {
	r.set, r.switches = f, map[string]*bool{}
	Under(HeadCustomer, f, r.addCustomer)
	Under(HeadWidget, f, r.addWidget)
}

// addCustomer adds what decides which data come.
func (r *RequestFlags) addCustomer(f *pflag.FlagSet) {
	w := &r.widget
	f.StringVar(&r.owner, "owner", "", "your own `ID` of the customer (default: a random one)")
	f.StringVar(&r.Since, "since", "90d", "oldest booking `DATE`: 90d, 6m, 1y or YYYY-MM-DD")
	f.StringVar(&r.maxImportDate, "max-import-date", "", "oldest `DATE` the import may ever reach, YYYY-MM-DD or 1y (default: follows --since)")
	f.StringVar(&w.Country, "country", "", "`COUNTRY` of the bank, lower case, or all")
	f.StringVar(&w.Target, "target", "", "catalog `NAME` of the bank")
	f.StringVar(&w.AccessMode, "access-mode", "", "access `MODE`: SINGLE, MULTIPLE or MIXED")
	f.IntVar(&w.AutoImport, "auto-import", 0, "`MONTHS` that the provider imports by itself; the program then sends no import")
	r.addSwitches(f, false)
}

// addWidget adds what the customer sees.
func (r *RequestFlags) addWidget(f *pflag.FlagSet) {
	w := &r.widget
	f.StringVar(&w.Locale, "locale", "", "`LANGUAGE` of the page and the widget: "+strings.Join(intake.Locales(), ", "))
	f.StringVar(&w.ClientIdentity, "client-identity", "", "registered company `NAME` shown in the consents")
	f.StringVar(&w.Layout, "layout", "", "`LAYOUT` of the widget; anything makes it full width")
	f.StringToStringVar(&r.styles, "style", nil, "colour or radius as `NAME=VALUE`, for example --style btnPrimaryBgColor=#0a5")
	f.Lookup("style").DefValue = "" // no "(default [])" in the help
	r.addSwitches(f, true)
}

func (r *RequestFlags) addSwitches(f *pflag.FlagSet, looks bool) {
	for _, s := range widgetSwitches {
		if s.looks == looks {
			r.switches[s.name] = f.Bool(s.name, false, s.what)
		}
	}
}

// Request makes the request of the flags; what they leave open comes from the settings. The intake checks its
// fields. Its errors are *intake.FieldError.
func (r *RequestFlags) Request(now time.Time, settings intake.WidgetOptions) (intake.Request, error) {
	if r.set.Changed("owner") && strings.TrimSpace(r.owner) == "" {
		return intake.Request{}, &intake.FieldError{Field: "ownerExternalId", Reason: "it is empty: give your id of the customer, or leave --owner out for a random one"}
	}
	today := aisclient.DateIn(now)
	since, err := intake.ParseSince(r.Since, today)
	if err != nil {
		return intake.Request{}, err
	}
	q := intake.Request{OwnerExternalID: r.owner, Since: since, Widget: r.over(settings)}
	if q.Widget.AutoImport > 0 && !r.set.Changed("since") {
		q.Since = 0 // the period is that of the automatic import
	}
	if r.maxImportDate != "" {
		q.Widget.MaxImportDate, err = intake.ParseSince(r.maxImportDate, today)
		if e, ok := errors.AsType[*intake.FieldError](err); ok {
			err = &intake.FieldError{Field: "maxImportDate", Reason: e.Reason}
		}
	}
	return q, err
}

// over lays the flags that were given over the settings.
func (r *RequestFlags) over(w intake.WidgetOptions) intake.WidgetOptions {
	given := r.widget
	if r.set.Changed("country") && !r.set.Changed("target") {
		w.Target = "" // the bank of the settings may be of another country
	}
	for name, value := range map[string]struct{ to, from *string }{
		"country": {&w.Country, &given.Country}, "target": {&w.Target, &given.Target}, "locale": {&w.Locale, &given.Locale},
		"access-mode": {&w.AccessMode, &given.AccessMode}, "client-identity": {&w.ClientIdentity, &given.ClientIdentity},
		"layout": {&w.Layout, &given.Layout},
	} {
		if r.set.Changed(name) {
			*value.to = *value.from
		}
	}
	w.Country, w.AccessMode = strings.ToLower(w.Country), strings.ToUpper(w.AccessMode)
	for _, s := range widgetSwitches {
		if r.set.Changed(s.name) {
			*s.in(&w) = r.switches[s.name]
		}
	}
	if r.set.Changed("auto-import") {
		w.AutoImport = given.AutoImport
	}
	if len(r.styles) > 0 {
		styles := maps.Clone(r.styles)
		for name, value := range w.Styles {
			if _, ok := styles[name]; !ok {
				styles[name] = value
			}
		}
		w.Styles = styles
	}
	return w
}
