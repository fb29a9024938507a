enum TraktLuaPlaceholder {}
