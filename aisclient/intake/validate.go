package intake

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
)

// FieldError names the field of a request that is not usable, by its name in the provider's terms.
type FieldError struct {
	Field, Reason string
}

func (e *FieldError) Error() string { return e.Field + ": " + e.Reason }

// FreeDays is the longest history that a bank gives without an extra authentication (PSD2).
const FreeDays = 90

// maxAutoImport is the longest automatic import in months: ten years, longer than any bank keeps.
const maxAutoImport = 120

var (
	countryPattern   = regexp.MustCompile(`^([a-z]{2}|all)$`)
	localePattern    = regexp.MustCompile(`^[a-z]{2}([-_][A-Za-z]{2})?$`)
	targetPattern    = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)
	styleNamePattern = regexp.MustCompile(`^[A-Za-z]{1,40}$`)
	colourPattern    = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$`)
	radiusPattern    = regexp.MustCompile(`^[0-9]{1,3}(\.[0-9]{1,2})?$`)
)

// locales are those that the widget is known to have. It would show another one in Polish without a word.
var locales = []string{"pl", "en", "cz", "es", "mx", "br", "ru"}

// Locales are the languages that the widget is known to speak, Czech by its country.
func Locales() []string { return slices.Clone(locales) }

// styleNames are those that the widget knows; it passes over others without a word.
var styleNames = []string{"alertErrorBgColor", "alertErrorBorderColor", "alertErrorTextColor", "bodyBgColor", "borderRadius", "btnBgColor", "btnBorderColor",
	"btnTextColor", "btnPrimaryBgColor", "btnPrimaryBorderColor", "btnPrimaryTextColor", "inputBgColor", "inputBorderColor", "inputTextColor",
	"inputDisabledTextColor", "inputBorderFocusColor", "menuHighlightBgColor", "textColor"}

// StyleNames are the colours and the radius of the widget that can be set.
func StyleNames() []string { return slices.Clone(styleNames) }

// unknown says that a name is none of a list's, with the nearest one or the whole list.
func unknown(name string, names []string) string {
	said := fmt.Sprintf("there is no %q", name)
	if near := english.Nearest(name, names); near != "" {
		return said + ", did you mean " + near + "?"
	}
	return said + "; there are " + strings.Join(names, ", ")
}

// CheckTarget says which bank may have been meant by a target that is not in the catalog; nil for one that is. That is a
// *FieldError.
func CheckTarget(target string, catalog []string) error {
	if slices.Contains(catalog, target) {
		return nil
	}
	said := fmt.Sprintf("the provider's catalog has no bank %q", target)
	if near := english.Nearest(target, catalog); near != "" {
		said += ", did you mean " + near + "?"
	}
	return &FieldError{"target", said}
}

// NewOwnerExternalID makes a random id of an owner: it says nothing about a person.
func NewOwnerExternalID() string { return "owner-" + strings.ToLower(rand.Text()) }

// Complete checks every field and fills in what follows from the others: a random owner id, 90 days where no
// period is given, and for an older first day maxImportDate and forceSca together. The request's own
// Today, where it has one, takes the place of today. The warnings are for people. The error, a *FieldError, names the first
// field that is not usable; the request is then as far as it got.
func (r Request) Complete(today aisclient.Date) (Request, []string, error) {
	today = cmp.Or(r.Today, today)
	if r.OwnerExternalID == "" {
		r.OwnerExternalID = NewOwnerExternalID()
	}
	r.Widget.AccessMode = strings.ToUpper(r.Widget.AccessMode)
	if r.Widget.Locale == "cs" { // as everybody but the widget calls it
		r.Widget.Locale = "cz"
	}
	if months := r.Widget.AutoImport; months > 0 && months <= maxAutoImport {
		r.Widget.AccessMode = cmp.Or(r.Widget.AccessMode, AccessSingle) // works with single access only
		r.Since = cmp.Or(r.Since, today.AddMonths(-months))
	}
	r.Since = cmp.Or(r.Since, today.AddDays(-FreeDays))
	if err := r.check(today); err != nil {
		return r, nil, err
	}
	return r.extend(today)
}

// extend applies the 90-day rule to the later of since and maxImportDate, which is where the import begins.
func (r Request) extend(today aisclient.Date) (Request, []string, error) {
	w := &r.Widget
	var warnings []string
	if w.MaxImportDate > r.Since {
		warnings = append(warnings, fmt.Sprintf("The import begins on %s (maxImportDate), not on %s: the later day counts.", w.MaxImportDate, r.Since))
	}
	if max(r.Since, w.MaxImportDate) >= today.AddDays(-FreeDays) {
		return r, warnings, nil
	}
	if w.MaxImportDate.Empty() {
		w.MaxImportDate = r.Since
	}
	if w.ForceSCA != nil && !*w.ForceSCA {
		return r, append(warnings, "More than 90 days are asked for without forceSca: banks that demand the extra authentication give 90 days only."), nil
	}
	yes := true
	w.ForceSCA = &yes
	return r, append(warnings, "More than 90 days are asked for: the bank will ask the customer for an extra authentication; it may still give less (maxImportDate and forceSca are set)."), nil
}

func (r Request) check(today aisclient.Date) error {
	w := r.Widget
	switch {
	case !isOwnerID(r.OwnerExternalID):
		return &FieldError{"ownerExternalId", "1 to 128 characters without spaces and controls; an id of your own, never personal data"}
	case r.Since > today:
		return &FieldError{"since", "the first day of the period lies in the future"}
	case w.Locale != "" && !(localePattern.MatchString(w.Locale) && slices.Contains(locales, w.Locale[:2])):
		return &FieldError{"locale", unknown(w.Locale, locales)}
	case w.Country != "" && !countryPattern.MatchString(w.Country):
		return &FieldError{"country", "two small letters, for example pl, or all"}
	case w.Target != "" && !targetPattern.MatchString(w.Target):
		return &FieldError{"target", "a bank's name in the provider's catalog: letters, digits, - and _"}
	case w.AccessMode != "" && !slices.Contains(AccessModes(), w.AccessMode):
		return &FieldError{"accessMode", unknown(w.AccessMode, AccessModes())}
	case w.MaxImportDate > today:
		return &FieldError{"maxImportDate", "the day lies in the future"}
	case w.AutoImport < 0 || w.AutoImport > maxAutoImport:
		return &FieldError{"autoImport", "0 for none, or 1 to 120 months"}
	case w.AutoImport > 0 && (w.AccessMode == AccessMultiple || w.AccessMode == AccessMixed):
		return &FieldError{"autoImport", "works with accessMode SINGLE only"}
	}
	return w.checkAppearance()
}

// checkAppearance checks the options that only change how the widget looks.
func (w WidgetOptions) checkAppearance() error {
	for name, value := range w.Styles {
		switch {
		case !styleNamePattern.MatchString(name):
			return &FieldError{"styles", "a name of letters with a colour or a number, for example bodyBgColor = #ffffff"}
		case !slices.Contains(styleNames, name):
			return &FieldError{"styles", unknown(name, styleNames)}
		case name == "borderRadius" && !radiusPattern.MatchString(value):
			return &FieldError{"styles", "borderRadius is a number, for example 4"}
		case name != "borderRadius" && !colourPattern.MatchString(value):
			return &FieldError{"styles", name + " is a colour in hexadecimal, for example #0a5 or #00aa55"}
		}
	}
	if utf8.RuneCountInString(w.ClientIdentity) > 200 || strings.ContainsFunc(w.ClientIdentity, unicode.IsControl) {
		return &FieldError{"clientIdentity", "at most 200 characters without controls"}
	}
	if len(w.Layout) > 40 || (w.Layout != "" && !targetPattern.MatchString(w.Layout)) {
		return &FieldError{"layout", "at most 40 letters, digits, - and _"}
	}
	return nil
}

func isOwnerID(s string) bool {
	return s != "" && len(s) <= 128 && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsGraphic(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar
	})
}
