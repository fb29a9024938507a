enum AutomationPlaceholder {}
