package intake

import (
	"aisdesk/aisclient"
)

// Request is what one verification asks for.
type Request struct {
	// OwnerExternalID is the integrator's own id of the customer; empty lets the intake make a random one.
	OwnerExternalID string
	// Since is the oldest booking date wanted.
	Since aisclient.Date
	// Today is the day from which Since was counted, where that is not the day of the Runner's clock: a sandbox's clock may
	// stand in the past.
	Today aisclient.Date
	// Widget are the options that go to the sign-in widget.
	Widget WidgetOptions
}

// Access modes of the widget's psd2 option.
const (
	AccessSingle   = "SINGLE"
	AccessMultiple = "MULTIPLE"
	AccessMixed    = "MIXED"
)

// AccessModes are all of them.
func AccessModes() []string { return []string{AccessSingle, AccessMultiple, AccessMixed} }

// WidgetOptions are the options of embedKontomatik that an integrator can set. The zero value of each means
// "not sent". The page adds client, ownerExternalId, divId and the callbacks.
type WidgetOptions struct {
	Locale     string `json:"locale,omitempty"`     // pl, en, es, cz, ...
	Country    string `json:"country,omitempty"`    // lower-case country, or all
	Target     string `json:"target,omitempty"`     // catalog name that preselects a bank
	AccessMode string `json:"accessMode,omitempty"` // SINGLE, MULTIPLE or MIXED; inside psd2
	// MaxImportDate is the oldest date the import may ever reach; inside psd2.
	MaxImportDate aisclient.Date `json:"maxImportDate,omitzero"`
	// ForceSCA asks for the extra authentication that a history of over 90 days needs; inside psd2.
	ForceSCA *bool `json:"forceSca,omitempty"`
	// AutoImport is a number of months: the provider imports by itself after the sign-in, and this program
	// sends no import of its own.
	AutoImport            int               `json:"autoImport,omitempty"`
	Styles                map[string]string `json:"styles,omitempty"`
	ClientIdentity        string            `json:"clientIdentity,omitempty"`
	ShowFavicons          *bool             `json:"showFavicons,omitempty"`
	ShowScreenshots       *bool             `json:"showScreenshots,omitempty"`
	ScreenshotZoomIn      *bool             `json:"screenshotZoomIn,omitempty"`
	ShowTargetMissing     *bool             `json:"showTargetMissingOption,omitempty"`
	ShowTargetMissingForm *bool             `json:"showTargetMissingForm,omitempty"`
	ShowDefaultTarget     *bool             `json:"showDefaultTarget,omitempty"`
	ShowBetaQualityLabels *bool             `json:"showBetaQualityLabels,omitempty"`
	Layout                string            `json:"layout,omitempty"`
	DynamicHeight         *bool             `json:"dynamicHeight,omitempty"`
	ForceTestCredentials  *bool             `json:"forceTestCredentials,omitempty"`
}
