-- Who asks for a subcategory gets what lies below it, and so asks for the steps of a listing's path, which is an attribute: an
-- index finds them, but for the widest. Of a path of more than 600 characters no step can be asked for, since an entry of an
-- index cannot be as long as a value may be.

CREATE INDEX listing_attributes_steps ON listing_attributes
    USING gin (((string_to_array(lower(value), ' > '))[2:20]))
    WHERE key = 'category_path' AND char_length(value) <= 600;
