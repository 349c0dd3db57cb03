// A stand-in for the provider's embed script, written from what is known of it: the order and encoding of the
// parameters, the forced ones, the sizes, the order of the message keys and the exact origin. The test puts the
// sandbox's origin in the place of the provider's, as people do who point the real script at a sandbox.
(function () {
  var ORIGIN = 'https://signin.kontomatik.com';
  var NAMES = ['client', 'locale', 'country', 'ownerExternalId', 'showFavicons', 'showScreenshots', 'layout', 'target', 'widgetEmbeddedUrl',
    'styles', 'autoImport', 'screenshotZoomIn', 'showTargetMissingOption', 'showDefaultTarget', 'showBetaQualityLabels',
    'showTargetMissingForm', 'clientIdentity', 'isPopup', 'dynamicHeight', 'psd2', 'forceTestCredentials'];

  function pairs(key, value, depth) {
    if (value === null || value === undefined || depth > 5) return [];
    if (typeof value !== 'object') return [encodeURIComponent(key) + '=' + encodeURIComponent(value)];
    return Object.keys(value).reduce(function (all, child) { // an array's children are its indices
      return all.concat(pairs(key + '[' + child + ']', value[child], depth + 1));
    }, []);
  }

  function query(options) {
    return NAMES.reduce(function (all, name) {
      return options.hasOwnProperty(name) ? all.concat(pairs(name, options[name], 1)) : all;
    }, []).join('&');
  }

  function prepare(options, isPopup) {
    options.isPopup = isPopup;
    options.divId = options.divId || 'kontomatik';
    options.widgetEmbeddedUrl = window.location.href;
    if (options.onScreenshotClicked) options.screenshotZoomIn = true;
    var div = document.getElementById(options.divId);
    if (!div) {
      var reason = 'Unable to embed widget. Reason: missing element with id="' + options.divId + '"';
      alert(reason);
      throw new Error(reason);
    }
    div.innerHTML = '';
    return div;
  }

  function listen(options, iframe) {
    window.addEventListener('message', function (event) {
      if (event.origin !== ORIGIN) return;
      var data = event.data;
      if (typeof data === 'string') {
        try { data = JSON.parse(data); } catch (e) { return; }
      }
      if (!data || !data.kontomatik) return;
      var k = data.kontomatik;
      function call(name, args) { if (options[name]) options[name].apply(window, args); }
      if (k.screenshot) call('onScreenshotClicked', [k.screenshot]);
      else if (k.error) call('onError', [k.error.cause, { target: k.error.target, sessionId: k.error.sessionId, message: k.error.message }]);
      else if (k.unsupportedTarget) call('onUnsupportedTarget', [{ target: k.unsupportedTarget.target, country: k.unsupportedTarget.country, address: k.unsupportedTarget.address }]);
      else if (k.signedIn) call('onSuccess', [k.signedIn.target, k.signedIn.sessionId, k.signedIn.sessionIdSignature, k.signedIn.options]);
      else if (k.application && k.application.state === 'widgetInitialized') call('onInitialized', [{ application: { state: k.application.state } }]);
      else if (k.application && k.application.state === 'unloaded') call('onUnloaded', [{ application: { state: k.application.state } }]);
      else if (k.targetSelected) call('onTargetSelected', [k.targetSelected]);
      else if (k.credentialEntered) call('onCredentialEntered', []);
      else if (k.started) call('onStarted', []);
      else if (k.widgetSize && iframe && options.dynamicHeight) iframe.style.height = k.widgetSize.height + 'px';
    }, false);
  }

  window.embedKontomatik = window.embedKontox = function (options) {
    var div = prepare(options, false);
    var size = options.dynamicHeight ? '' : ';height:560px !important';
    div.innerHTML = '<iframe scrolling="no" frameborder="0" width="100%"' + (options.dynamicHeight ? '' : ' height="560"') +
      ' style="width:100%;min-width:280px !important;margin:0;padding:0;border:0;overflow:hidden' + (options.layout ? '' : ';max-width:400px') + size + '"></iframe>';
    var iframe = div.firstChild;
    listen(options, iframe);
    iframe.src = ORIGIN + '/signin/?' + query(options);
  };

  var popup = null;
  window.KontomatikPrivateUtils = {
    open: function (url) {
      if (popup && !popup.closed) return popup.focus();
      popup = window.open(url, '_blank', 'width=500,height=600,left=' + (screen.width - 500) / 2 + ',top=' + (screen.height - 600) / 2 +
        ',location=yes,resizable=yes,scrollbars=yes,status=yes');
    }
  };

  window.embedKontomatikPopup = function (options) {
    var div = prepare(options, true);
    var url = ORIGIN + '/popup/signin/?' + query(options);
    div.innerHTML = '<button id="kontomatik-button" onclick="KontomatikPrivateUtils.open(\'' + url + '\')">' + (options.buttonLabel || 'Kontomatik SignIn') + '</button>';
    listen(options, null);
  };
})();
