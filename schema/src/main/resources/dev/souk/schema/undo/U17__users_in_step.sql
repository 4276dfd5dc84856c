DROP TRIGGER users_touch_alerts ON users;
DROP FUNCTION users_touch_alerts();
